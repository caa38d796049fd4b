#!/bin/sh
# The web server alone, for a machine where the worker runs elsewhere. CAUNOI_WEB_WORKERS processes of four threads.
set -eu
exec python -m granian --interface wsgi --host 0.0.0.0 --port 8000 --workers "${CAUNOI_WEB_WORKERS:-2}" \
  --blocking-threads 4 --no-ws --log-level warning caunoi.config.wsgi:application
