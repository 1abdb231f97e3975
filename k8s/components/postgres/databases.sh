#!/bin/bash
# Runs once, when PostgreSQL starts without data: a database for each service, with a user that owns it and gets into no
# other. The passwords come from the environment.
set -e

add_database() { # name password
  psql --set ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --dbname postgres \
    --set name="$1" --set password="$2" <<'SQL'
create user :"name" password :'password';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
}

add_database orders "$ORDERS_PASSWORD"
add_database payments "$PAYMENTS_PASSWORD"
add_database fraud "$FRAUD_PASSWORD"
