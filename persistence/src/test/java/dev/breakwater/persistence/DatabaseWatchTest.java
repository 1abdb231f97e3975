package dev.breakwater.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.time.VirtualTime;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseWatchTest {
    private final VirtualTime time = new VirtualTime();
    private final FakeDatabase database = new FakeDatabase();
    private final DatabaseWatch watch = new DatabaseWatch(database::migrate, database::look, time, () -> 0);

    @Test
    void isInTroubleUntilTheDatabaseFirstAnswers() {
        assertThat(watch.trouble()).isNotNull();
        assertThat(watch.isMigrated()).isFalse();
    }

    @Test
    void migratesADatabaseThatComesLate() {
        database.isAway = true;
        assertThat(watch.isAnswering()).isFalse();
        assertThat(watch.isMigrated()).isFalse();
        assertThat(watch.trouble()).isEqualTo("connection refused");

        database.isAway = false;
        assertThat(watch.isAnswering()).isTrue();
        assertThat(watch.isMigrated()).isTrue();
        assertThat(watch.trouble()).isNull();
        assertThat(database.migrations).isEqualTo(1);
    }

    @Test
    void onlyLooksWhileTheDatabaseAnswers() {
        watch.isAnswering();
        watch.isAnswering();
        watch.isAnswering();

        assertThat(database.migrations).isEqualTo(1);
        assertThat(database.looks).isEqualTo(2);
    }

    @Test
    void isInTroubleWhileTheDatabaseIsAwayButStaysMigrated() {
        watch.isAnswering();
        database.isAway = true;
        watch.isAnswering();

        assertThat(watch.trouble()).isEqualTo("connection refused");
        assertThat(watch.isMigrated()).isTrue();
    }

    @Test
    void migratesAgainWhatComesBackBecauseItMayBeAnotherDatabase() {
        watch.isAnswering();
        database.isAway = true;
        watch.isAnswering();
        database.isAway = false;
        watch.isAnswering();

        assertThat(watch.trouble()).isNull();
        assertThat(database.migrations).isEqualTo(2);
    }

    @Test
    void takesALongSilenceForTrouble() {
        watch.isAnswering();
        time.advanceMillis(4_000);
        assertThat(watch.trouble()).isNull();

        time.advanceMillis(1_000);
        assertThat(watch.trouble()).isEqualTo("no answer for 5 s");
    }

    @Test
    void namesTheInnermostReason() {
        database.isAway = true;
        DatabaseWatch wrapped = new DatabaseWatch(
                () -> {
                    throw new IllegalStateException(
                            "Unable to obtain a connection", new SQLException("refused\n at line"));
                },
                database::look,
                time,
                () -> 0);
        wrapped.isAnswering();

        assertThat(wrapped.trouble()).isEqualTo("refused");
    }

    private static final class FakeDatabase {
        boolean isAway;
        int migrations;
        int looks;

        void migrate() throws SQLException {
            answer();
            migrations++;
        }

        void look() throws SQLException {
            answer();
            looks++;
        }

        private void answer() throws SQLException {
            if (isAway) {
                throw new SQLException("connection refused");
            }
        }
    }
}
