package io.rocketjca.bench.app;

import io.rocketjca.MessageSender;
import io.rocketjca.bench.client.Figures;
import io.rocketjca.bench.client.Run;
import io.rocketjca.bench.client.RunRequest;
import io.rocketjca.bench.client.Subject;
import io.rocketjca.bench.control.ControlConnectionFactory;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Runs one request of the bench and answers with its figures. */
@WebServlet("/run")
public class BenchServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient MessageSender sender;

    @Resource(lookup = "bench/control")
    private transient ControlConnectionFactory control;

    @Resource
    private transient ManagedThreadFactory threads;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        RunRequest run = RunRequest.parse(request.getParameter("run"));
        try {
            Subject subject = subject(request.getParameter("subject"));
            response.setContentType("text/plain");
            response.getWriter().println(Figures.line(new Run(subject, run).execute()));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private Subject subject(String name) throws NamingException {
        return switch (name) {
            case "ours" -> new InjectedSubject(sender, threads);
            case "control-and-plain" ->
                new ControlAndPlainSubject(InitialContext.doLookup("rocketmq/ConnectionFactory"), control, threads);
            case "control" -> new ControlSubject(control, threads);
            default -> throw new IllegalArgumentException("No such subject: " + name);
        };
    }
}
