#!/bin/sh
set -e
volume=$WORKING_DIRECTORY/wso2-config-volume
if [ -d "$volume" ]; then cp -RL "$volume"/* "$WSO2_SERVER_HOME"/; fi
sh "$WSO2_SERVER_HOME"/bin/wso2server.sh "$@"
