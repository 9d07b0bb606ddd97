# Read by containers.sh: the database saved, and restored.

in_database() { # COMMAND: in its container, where the passwords are
  compose exec -T db sh -c "$1"
}

as_administrator() { # [DATABASE]: runs the SQL on its standard input
  in_database 'MYSQL_PWD="$MARIADB_ROOT_PASSWORD" exec mariadb --user=root '"${1:-}"
}

need_database() {
  echo 'SELECT 1' | as_administrator >/dev/null 2>&1 ||
    { echo "The database does not answer. Look: make ps, make logs s=db. Start: make up" >&2; return 1; }
}

is_whole() { # FILE: a dump says so at its end
  gunzip --stdout "$1" | tail -n 1 | grep -q 'Dump completed' || { echo "$1 is no whole backup." >&2; return 1; }
}

backup() {
  local file=${1:-var/backups/assistant-$(date -u +%Y%m%dT%H%M%SZ).sql.gz}
  need_database
  # It holds what people wrote: for the eyes of its owner, like .env.
  umask 077
  mkdir -p "$(dirname "$file")"
  if ! { dump | gzip > "$file.part" && is_whole "$file.part"; }; then
    rm -f "$file.part"
    echo "Nothing was saved." >&2
    return 1
  fi
  mv "$file.part" "$file"
  echo "Saved the database in $file ($(du -h "$file" | cut -f1)). Restore: make restore file=$file"
}

dump() { # one consistent state, without holding anything up: see docs/exploitation.md for what it holds and what it does not
  in_database 'MYSQL_PWD="$MARIADB_PASSWORD" exec mariadb-dump --user="$MARIADB_USER" --single-transaction \
    --no-tablespaces --hex-blob --skip-dump-date "$MARIADB_DATABASE"'
}

restore() {
  need "${1:-}" "make restore file=var/backups/….sql.gz"
  is_whole "$1"
  need_database
  # Beside the database in use, which goes on being used until the backup has proved good.
  if ! { load "$1" && bring_up_to_date; }; then
    as_administrator <<<'DROP DATABASE IF EXISTS assistant_restored;'
    echo "$1 cannot be restored, for the reason above. Nothing was changed." >&2
    return 1
  fi
  local outcome=0
  stop_ours
  { swap && migrate; } || outcome=$?
  start_ours
  [ "$outcome" = 0 ] || { echo "Not all was done, for the reason above. The services run; try again: make restore file=$1" >&2; return 1; }
  await
  echo "Restored the database from $1."
}

load() { # FILE
  { echo 'DROP DATABASE IF EXISTS assistant_restored;
      CREATE DATABASE assistant_restored CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci; USE assistant_restored;'
    gunzip --stdout "$1"
  } | as_administrator
}

bring_up_to_date() { # an older backup has older tables
  compose run --rm --no-deps -T migrate \
    sh -c 'DATABASE_URL="${DATABASE_URL%/*}/assistant_restored" exec python -m assistant.db.migrate'
}

swap() { # the restored tables for those in use, in one statement: all of them or none
  as_administrator <<'SQL'
    DROP DATABASE IF EXISTS assistant_replaced;
    CREATE DATABASE assistant_replaced;
    SELECT CONCAT('RENAME TABLE ', GROUP_CONCAT(
      '`', table_schema, '`.`', table_name, '` TO `',
      IF(table_schema = 'assistant', 'assistant_replaced', 'assistant'), '`.`', table_name, '`' ORDER BY table_schema
    )) INTO @swap FROM information_schema.tables WHERE table_schema IN ('assistant', 'assistant_restored');
    EXECUTE IMMEDIATE @swap;
    DROP DATABASE assistant_replaced;
    DROP DATABASE assistant_restored;
SQL
}
