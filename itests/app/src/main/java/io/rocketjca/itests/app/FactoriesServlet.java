package io.rocketjca.itests.app;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import jakarta.resource.ResourceException;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Sends one message through each of so many connection factories, whose names are a prefix and a number from 0. */
@WebServlet("/factories")
public class FactoriesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest http, HttpServletResponse answer) throws ServletException, IOException {
        String prefix = http.getParameter("prefix");
        int count = Integer.parseInt(http.getParameter("count"));
        try {
            InitialContext context = new InitialContext();
            for (int i = 0; i < count; i++) {
                RocketMQConnectionFactory factory = (RocketMQConnectionFactory) context.lookup(prefix + i);
                try (RocketMQConnection connection = factory.getConnection()) {
                    connection.send(Message.to(http.getParameter("topic"))
                            .text("factory " + i)
                            .build());
                }
            }
        } catch (NamingException | ResourceException e) {
            throw new ServletException(e);
        }
        answer.setContentType("text/plain");
        answer.getWriter().println("sent=" + count);
    }
}
