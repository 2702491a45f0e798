#!/usr/bin/env bash
# Called by Maven: builds the front end into target/classes/web, or tests it. Each step is left out while nothing has changed
# since it last succeeded. Without Node it says so in one line, and the rest of IngestIO is built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! command -v npm >/dev/null ||
    ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; then
    [[ "$1" == test ]] || echo "[WARNING] The web front end is not built: it needs Node 20.19 or newer with npm, and none was found. Everything else is."
    exit 0
fi

# Whether nothing but the given stamp's makers changed: no file that the step reads is newer than the stamp.
is_fresh() {
    local stamp="target/$1"
    shift
    [[ -f "$stamp" ]] && [[ -z "$(find "$@" -type f -newer "$stamp" -print -quit)" ]]
}

sources=(src public build index.html package.json package-lock.json tsconfig.json vite.config.ts lingui.config.ts
    ../api-gateway/src/main/resources/openapi/openapi.json ../shared-contracts/src/main/java/io/ingestio/contracts/ErrorCode.java)

mkdir -p target
if [[ ! node_modules/.package-lock.json -nt package-lock.json ]]; then
    npm ci --engine-strict --ignore-scripts --no-audit --no-fund --loglevel=error
    touch node_modules/.package-lock.json
fi

case "$1" in
    build)
        if ! { [[ -f target/classes/web/index.html ]] && is_fresh built "${sources[@]}"; }; then
            npm run --silent build
            touch target/built
        fi
        ;;
    test)
        if [[ "${2:-}" != true && "${3:-}" != true ]] && ! is_fresh tested "${sources[@]}"; then
            npm run --silent test
            touch target/tested
        fi
        ;;
esac
