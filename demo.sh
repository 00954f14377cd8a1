#!/bin/sh
# What `make demo` does once the virtual environment is there: write, load, derive, serve.
# PYTHON, PORT, STORE, CUSTOMERS and AUTH come from the Makefile.
set -eu
# Ctrl-C is how a demo ends, and no error.
trap 'exit 0' INT TERM

# The first text or, where GUANXI_LANG says en, the second.
say() {
    [ "${GUANXI_LANG-}" = en ] && shift
    echo "$1"
}

mkdir -p demo
case "$STORE" in
sqlite)
    export GUANXI_STORE="sqlite:///demo/guanxi.db"
    ;;
neo4j)
    # A server that GUANXI_STORE names is used; else one is started and stopped with the demo.
    case "${GUANXI_STORE-}" in
    neo4j* | bolt*) ;;
    *)
        say "正在启动Neo4j……" "starting Neo4j ..." >&2
        "$PYTHON" -m tests.neo4j >demo/neo4j.url &
        server=$!
        trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true' EXIT
        for _ in $(seq 120); do
            [ -s demo/neo4j.url ] && break
            kill -0 "$server" 2>/dev/null || exit 2
            sleep 1
        done
        GUANXI_STORE=$(cat demo/neo4j.url)
        export GUANXI_STORE
        ;;
    esac
    ;;
*)
    say "无法识别STORE=$STORE：请用sqlite或neo4j" "STORE=$STORE is of no known kind: use sqlite or neo4j" >&2
    exit 2
    ;;
esac

"$PYTHON" -m service export-demo demo/files --customers "$CUSTOMERS"
"$PYTHON" -m loaders demo/files --rejects demo/rejects
"$PYTHON" -m service derive --as-of 2025-12-31
case "$AUTH" in
none)
    export GUANXI_AUTH=none
    key=""
    ;;
local)
    # Beside the store, and on Neo4j too where `make clean` looks for it.
    export GUANXI_AUTH=local GUANXI_READS="demo/guanxi.reads.db"
    password=$("$PYTHON" -c 'import secrets; print(secrets.token_urlsafe(12))')
    for role in relationship_manager risk_officer marketer compliance tag_steward approver auditor \
        administrator data_loader; do
        # A user of an earlier demo gets the password of this one.
        echo "$password" | "$PYTHON" -m service user password "$role" >/dev/null 2>&1 && continue
        scope=""
        [ "$role" = relationship_manager ] && scope="--branch 北京第一支行 --manager RM0007"
        # shellcheck disable=SC2086
        echo "$password" | "$PYTHON" -m service user add "$role" --role "$role" $scope >/dev/null
    done
    say "请在http://127.0.0.1:$PORT/sign-in登录，密码为${password}，用户名任选其一：" \
        "sign in at http://127.0.0.1:$PORT/sign-in with the password $password, as one of"
    say "  relationship_manager（可见北京第一支行和客户经理RM0007的客户）、risk_officer、marketer、" \
        "  relationship_manager (of 北京第一支行 and of the manager RM0007), risk_officer, marketer,"
    say "  compliance、tag_steward、approver、auditor、administrator、data_loader" \
        "  compliance, tag_steward, approver, auditor, administrator, data_loader"
    key="-H 'Authorization: Bearer $("$PYTHON" -m service key add auditor 2>/dev/null)' "
    ;;
*)
    say "无法识别AUTH=${AUTH}：请用none或local" "AUTH=$AUTH is of no known kind: use none or local" >&2
    exit 2
    ;;
esac
try="curl $key'http://127.0.0.1:$PORT/api/v1/groups?kind=control'"
say "请在浏览器打开http://127.0.0.1:$PORT" "open http://127.0.0.1:$PORT in a browser"
say "程序可以试试：$try" "programs may try: $try"
"$PYTHON" -m service serve --port "$PORT"
