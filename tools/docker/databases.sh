#!/bin/sh
# Run once by the PostgreSQL image: a database per department, owned by its migrator, with an application role that owns nothing.
set -eu
for name in residents health welfare directives identity; do
  psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<SQL
create role ${name}_migrator login nosuperuser nobypassrls password '${MIGRATOR_PASSWORD}';
create role ${name}_app login nosuperuser nobypassrls password '${APP_PASSWORD}';
create database ${name} owner ${name}_migrator;
revoke all on database ${name} from public;
grant connect on database ${name} to ${name}_app;
SQL
  psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$name" <<SQL
create extension if not exists pgcrypto;
create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;
revoke all on schema public from public;
grant usage on schema public to ${name}_app;
grant usage, create on schema public to ${name}_migrator;
SQL
done
