package io.rocketjca.itests.app.transaction;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Goes through the steps of the request in a transaction that a kind of bean ({@code via}) demarcates. */
@WebServlet("/transaction")
public class TransactionServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient CdiTransaction cdi;

    @EJB
    private transient EjbTransaction ejb;

    @Inject
    private transient UserTransactions user;

    @Override
    protected void doPost(HttpServletRequest http, HttpServletResponse answer) throws IOException {
        Story story = new Story(
                http.getParameter("topic"),
                http.getParameter("id"),
                List.of(http.getParameter("steps").split(" ")));
        try {
            run(http.getParameter("via"), Integer.parseInt(http.getParameter("timeout")), story);
            story.told().put("ended", "committed");
        } catch (Exception e) {
            story.told().put("ended", String.valueOf(e));
        }
        answer.setContentType("text/plain");
        answer.setCharacterEncoding("UTF-8");
        for (Map.Entry<String, String> entry : story.told().entrySet()) {
            answer.getWriter().println(entry.getKey() + "=" + entry.getValue().replaceAll("\\s+", " "));
        }
    }

    private void run(String via, int timeoutSeconds, Story story) throws Exception {
        switch (via) {
            case "cdi" -> cdi.run(story);
            case "ejb" -> ejb.run(story);
            default -> user.run(story, timeoutSeconds);
        }
    }
}
