package io.rocketjca.impl.route;

import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One caller's wait for one topic's route, within the caller's own deadline; the questions it waits for are shared. */
final class Lookup {

    private final RouteTable table;
    private final TimeSource time;
    private final RouteQuestion question;
    private final Deadline deadline;
    private final long startedAt;
    private final CompletableFuture<PublishQueues> result = new CompletableFuture<>();
    private volatile RouteQuery awaited;
    private volatile Timer.Scheduled end;

    Lookup(RouteTable table, TimeSource time, RouteQuestion question, Deadline deadline) {
        this.table = table;
        this.time = time;
        this.question = question;
        this.deadline = deadline;
        this.startedAt = time.ticker().nanos();
    }

    CompletionStage<PublishQueues> start() {
        long left = deadline.remainingNanos(time.ticker());
        if (left <= 0) {
            expired();
        } else {
            end = time.timer().once(Duration.ofNanos(left), this::expired);
            askForTopic();
        }
        return result;
    }

    private void askForTopic() {
        RouteQuery query = table.askUnlessKnown(question.topic(), deadline);
        if (query == null) {
            succeedOr(story().tooManyQuestions());
            return;
        }
        awaited = query;
        query.answer().thenAccept(this::topicAnswered);
    }

    private void topicAnswered(RouteAnswer answer) {
        if (result.isDone()) {
            return;
        }
        if (answer instanceof RouteAnswer.Found found) {
            succeedOr(story().notWritable(found));
        } else if (answer instanceof RouteAnswer.Missing missing && question.createOnDemand()) {
            askForCreators(missing);
        } else if (answer instanceof RouteAnswer.Missing missing) {
            fail(story().missing(missing));
        } else if (answer instanceof RouteAnswer.Failed failed) {
            unanswered(failed, this::askForTopic);
        }
    }

    private void askForCreators(RouteAnswer.Missing topicAnswer) {
        RouteQuery query = table.askUnlessKnown(RouteTable.AUTO_CREATE_TOPIC, deadline);
        if (query == null) {
            fail(story().tooManyQuestions());
            return;
        }
        awaited = query;
        query.answer().thenAccept(answer -> creatorsAnswered(topicAnswer, answer));
    }

    private void creatorsAnswered(RouteAnswer.Missing topicAnswer, RouteAnswer answer) {
        if (result.isDone()) {
            return;
        }
        if (answer instanceof RouteAnswer.Failed failed) {
            unanswered(failed, () -> askForCreators(topicAnswer));
            return;
        }
        if (answer instanceof RouteAnswer.Found found) {
            table.learnOnDemand(question, found);
        }
        succeedOr(story().notCreatable(topicAnswer));
    }

    /** A question shared with a caller in more of a hurry ended too early for this one: asks again. */
    private void unanswered(RouteAnswer.Failed failed, Runnable again) {
        if (failed.outOfTime() && !deadline.passed(time.ticker())) {
            again.run();
        } else {
            fail(story().unanswered(failed.replies()));
        }
    }

    private void expired() {
        RouteQuery query = awaited;
        fail(story().timeIsUp(query == null ? List.of() : query.repliesSoFar()));
    }

    private void succeedOr(NoRouteException otherwise) {
        PublishQueues known = table.known(question.topic());
        if (known == null) {
            fail(otherwise);
        } else {
            stopTimer();
            result.complete(known);
        }
    }

    private void fail(NoRouteException failure) {
        stopTimer();
        result.completeExceptionally(failure);
    }

    private void stopTimer() {
        Timer.Scheduled timer = end;
        if (timer != null) {
            timer.cancel();
        }
    }

    private NoRouteStory story() {
        return new NoRouteStory(question, Duration.ofNanos(time.ticker().nanos() - startedAt));
    }
}
