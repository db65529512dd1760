package io.rocketjca.samples.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The embedded server's own configuration, changed so that it listens on one free loopback port and nowhere else. */
final class ServerConfig {

    private static final String TEMPLATE = "/config/domain.xml";

    private final Document xml;

    private ServerConfig(Document xml) {
        this.xml = xml;
    }

    /** Writes a configuration with this HTTP port, and free ports for everything that cannot be switched off. */
    static void write(Path file, int httpPort) throws IOException {
        try (InputStream in = ServerConfig.class.getResourceAsStream(TEMPLATE)) {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
            parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            ServerConfig config = new ServerConfig(parsers.newDocumentBuilder().parse(in));
            config.listenOn(httpPort);
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(config.xml), new StreamResult(file.toFile()));
        } catch (ParserConfigurationException | SAXException | TransformerException e) {
            throw new IOException("The server's configuration " + TEMPLATE + " cannot be changed", e);
        }
    }

    private void listenOn(int httpPort) throws IOException {
        for (Element listener : elements("network-listener")) {
            boolean http = listener.getAttribute("name").equals("http-listener");
            listener.setAttribute("address", "127.0.0.1");
            listener.setAttribute("port", Integer.toString(http ? httpPort : Ports.free()));
            // the server insists on its admin listener
            listener.setAttribute(
                    "enabled", Boolean.toString(!listener.getAttribute("name").equals("https-listener")));
        }
        for (Element listener : elements("iiop-listener")) {
            listener.setAttribute("address", "127.0.0.1");
            listener.setAttribute("port", Integer.toString(Ports.free()));
        }
        for (Element connector : elements("jmx-connector")) {
            connector.setAttribute("enabled", "false");
        }
        for (Element grid : elements("hazelcast-config-specific-configuration")) {
            grid.setAttribute("enabled", "false");
        }
        for (Element config : elements("config")) {
            Element jms = xml.createElement("jms-service");
            jms.setAttribute("type", "DISABLED");
            config.appendChild(jms);
        }
    }

    private Iterable<Element> elements(String name) {
        NodeList found = xml.getElementsByTagName(name);
        return () -> IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .iterator();
    }
}
