package io.ingestio.database;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;

/** Migrates the schema, then opens the pools: no bean can query a schema that is not there. */
@AutoConfiguration(before = R2dbcAutoConfiguration.class)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseWiring {

    @Bean
    ConnectionFactory connectionFactory(DatabaseSettings settings) {
        ServiceMigrations.run(settings);
        return new RoleConnections(settings);
    }

    @Bean
    ReactiveTransactionManager transactionManager(ConnectionFactory connections) {
        return new R2dbcTransactionManager(connections);
    }

    @Bean
    DatabaseClient databaseClient(ConnectionFactory connections) {
        return DatabaseClient.create(connections);
    }

    @Bean
    Tenancy tenancy(DatabaseClient sql, ReactiveTransactionManager transactions) {
        return new Tenancy(sql, transactions);
    }

    @Bean
    Notifications notifications(DatabaseSettings settings, Tenancy tenancy, DatabaseClient sql) {
        return new Notifications(RoleConnections.ofService(settings), tenancy, sql);
    }
}
