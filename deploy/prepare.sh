#!/bin/sh
# Once for every new version, before the other services start: refuse unsafe settings, migrate, collect, put the home page in place.
set -eu
caunoi check --deploy --fail-level ERROR
caunoi migrate --no-input
caunoi collectstatic --no-input --verbosity 0
caunoi ensure_home
