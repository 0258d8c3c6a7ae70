#!/bin/sh
# The product's start script, as far as a container needs it. Like it, it waits for the server and passes no signal on.
home=$WSO2_SERVER_HOME
case $1 in
  --fail) echo 'ERROR {CarbonCore} - The stand-in was told to fail'; exit 3 ;;
  --hang) echo 'INFO {CarbonCore} - The stand-in was told to hang'; exec sleep 600 ;;
  --hog) echo 'INFO {CarbonCore} - The stand-in was told to use all memory'; exec node -e 'const all = []; for (;;) all.push(Buffer.alloc(1 << 20, 1))' ;;
esac
offset=$(sed -n 's/^offset *= *\([0-9]*\)$/\1/p' "$home/repository/conf/deployment.toml")
sed -n 's/^sign_with_sp_key/INFO {CarbonCore} - sign_with_sp_key/p' "$home/repository/conf/deployment.toml"
proxy=$(sed -n 's/^proxyPort *= *"\{0,1\}\([0-9]*\)"\{0,1\}$/\1/p' "$home/repository/conf/deployment.toml")
[ -z "$proxy" ] || export REFERENCE_PUBLIC_PORT="$proxy"
export REFERENCE_PORT=$((9443 + ${offset:-0})) REFERENCE_ADDRESS=0.0.0.0 REFERENCE_DATA="$home/repository/database"
node "$home/lib/main.mjs" &
echo $! > "$home/wso2carbon.pid"
wait $!
