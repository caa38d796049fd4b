#!/usr/bin/env bash
# One backup: bash deploy/backup.sh FOLDER → FOLDER/caunoi-<UTC time>.tar.gz with the database, the private papers and the
# public pictures, and the sum of each file inside. Written beside its name and moved there when whole: a name means a whole backup.
# Older ones than CAUNOI_BACKUP_DAYS (30) are removed after the new one is in place. Safe while people work.
set -euo pipefail
umask 077
target=${1:?"Cách dùng: bash deploy/backup.sh THƯ_MỤC"}
data=${CAUNOI_DATA_DIR:-./var}
name="caunoi-$(date -u +%Y%m%dT%H%M%SZ)"
mkdir -p "$target"
work=$(mktemp -d "$target/.unfinished-XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/$name"

case "${CAUNOI_DATABASE_URL:-}" in
  postgres*) pg_dump --format=custom --no-owner --file="$work/$name/database.dump" "$CAUNOI_DATABASE_URL" ;;
  *)
    # SQLite's own backup: one moment of the database, while others go on writing.
    python3 - "$data/caunoi.sqlite3" "$work/$name/caunoi.sqlite3" <<'PYTHON'
import sqlite3, sys

source = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
copy = sqlite3.connect(sys.argv[2])
source.backup(copy)
state = copy.execute("PRAGMA integrity_check").fetchone()[0]
sys.exit(0 if state == "ok" else f"Bản sao cơ sở dữ liệu hỏng: {state}")
PYTHON
    ;;
esac
for part in private media; do
  [ ! -d "$data/$part" ] || cp -a "$data/$part" "$work/$name/$part"
done
# Without the key people are signed out and links sent by mail end; on one machine it lies beside the data.
[ ! -f "$data/secret_key" ] || cp -a "$data/secret_key" "$work/$name/secret_key"
(cd "$work/$name" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum > SHA256SUMS)
tar -C "$work" -czf "$work/$name.tar.gz" "$name"
mv "$work/$name.tar.gz" "$target/$name.tar.gz"
find "$target" -maxdepth 1 -name 'caunoi-*.tar.gz' -mtime "+${CAUNOI_BACKUP_DAYS:-30}" -delete
echo "$target/$name.tar.gz"
