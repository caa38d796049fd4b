#!/usr/bin/env bash
# Puts a backup back: bash deploy/restore.sh FILE. Stop the web server and the workers first. Checks every sum before it
# touches anything; refuses a data folder or a database that already holds something, unless --replace is given.
set -euo pipefail
umask 077
file=${1:?"Cách dùng: bash deploy/restore.sh TỆP.tar.gz [--replace]"}
replace=${2:-}
data=${CAUNOI_DATA_DIR:-./var}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tar -C "$work" -xzf "$file"
backup=$(find "$work" -mindepth 1 -maxdepth 1 -type d -name 'caunoi-*')
(cd "$backup" && sha256sum --quiet --check SHA256SUMS) || { echo "Tệp sao lưu không nguyên vẹn, chưa khôi phục gì." >&2; exit 1; }

refuse() { echo "$1 Thêm --replace nếu chắc chắn muốn ghi đè." >&2; exit 1; }
if [ "$replace" != "--replace" ]; then
  [ ! -e "$data/caunoi.sqlite3" ] && [ ! -e "$data/private" ] || refuse "Thư mục $data đã có dữ liệu."
fi
if [ -f "$backup/database.dump" ]; then
  case "${CAUNOI_DATABASE_URL:-}" in
    postgres*) ;;
    *) echo "Bản sao lưu này của PostgreSQL: hãy đặt CAUNOI_DATABASE_URL." >&2; exit 1 ;;
  esac
  tables=$(psql "$CAUNOI_DATABASE_URL" -Atc "select count(*) from information_schema.tables where table_schema = 'public'")
  [ "$tables" = 0 ] || [ "$replace" = "--replace" ] || refuse "Cơ sở dữ liệu đã có $tables bảng."
  pg_restore --clean --if-exists --no-owner --single-transaction --exit-on-error --dbname="$CAUNOI_DATABASE_URL" "$backup/database.dump"
fi
mkdir -p "$data"
if [ -f "$backup/caunoi.sqlite3" ]; then
  rm -f "$data/caunoi.sqlite3-wal" "$data/caunoi.sqlite3-shm"
  mv "$backup/caunoi.sqlite3" "$data/caunoi.sqlite3"
fi
for part in private media; do
  if [ -d "$backup/$part" ]; then rm -rf "${data:?}/$part"; mv "$backup/$part" "$data/$part"; fi
done
[ ! -f "$backup/secret_key" ] || mv "$backup/secret_key" "$data/secret_key"
rm -f "$data/prepared.json"
echo "Đã khôi phục từ $file."
