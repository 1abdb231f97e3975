# Ends what a launcher started, should the launcher die without doing so: its orders come through the standard input,
# and the end of that input without "dismiss" is the launcher's death.
trap '' INT TERM HUP
pids=' '
database=
directory=
told=
while read -r order what; do
  case $order in
    guard) pids="$pids$what " ;;
    release) case $pids in *" $what "*) pids="${pids%% "$what" *} ${pids#* "$what" }" ;; esac ;;
    database) database=$what ;;
    remove) directory=$what ;;
    dismiss) exit 0 ;;
  esac
done

for pid in $pids; do
  kill -KILL "$pid" 2>/dev/null
done

# The database ends by the rules (SIGINT, a fast shutdown). It may be starting just now, and have no process id yet.
tries=0
while [ -n "$database" ] && [ "$tries" -lt 60 ]; do
  if pid=$(head -n 1 "$database" 2>/dev/null) && [ -n "$pid" ]; then
    if [ "$tries" -lt 50 ]; then kill -INT "$pid" 2>/dev/null; else kill -KILL "$pid" 2>/dev/null; fi
    told=yes
  elif [ -n "$told" ] || [ "$tries" -ge 30 ]; then
    break
  fi
  tries=$((tries + 1))
  sleep 0.1
done

# What makes a database's files, its first time, may not know yet that nobody wants them.
tries=0
while [ -n "$directory" ] && [ "$tries" -lt 30 ] && ! rm -rf -- "$directory"; do
  tries=$((tries + 1))
  sleep 0.1
done
