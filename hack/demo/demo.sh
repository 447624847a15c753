#!/usr/bin/env bash
# The main job, once through: a cluster, a database, the operator, a real repository, and what its graph knows.
# Commands that a user would type are printed before they run. `make demo` runs it, as often as you like.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly INFRASTRUCTURE=repository-index-demo SYSTEM=repository-index-system TENANT=team-a
readonly PROJECT=django==5.2.8
readonly PYTHON=.venv/bin/python

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
run() { printf '\033[2m$ %s\033[0m\n' "$*"; "$@"; }
infrastructure() { kubectl --namespace "$INFRASTRUCTURE" "$@"; }
namespace() { kubectl create namespace "$1" --dry-run=client --output yaml | kubectl apply --filename -; }
template() { sed -e "s|\${POSTGRES_IMAGE}|$POSTGRES_IMAGE|" -e "s|\${INDEXER_IMAGE}|$INDEXER_IMAGE|" "hack/demo/$1"; }

# A Secret's value, made at random where there is none yet: `password NAMESPACE SECRET`.
password() {
  kubectl --namespace "$1" get secret "$2" --output name >/dev/null 2>&1 ||
    kubectl --namespace "$1" create secret generic "$2" \
      --from-literal=password="$("$PYTHON" -c 'import secrets; print(secrets.token_hex(16))')" >/dev/null
  kubectl --namespace "$1" get secret "$2" --output go-template='{{.data.password | base64decode}}'
}

say "1. A cluster, and the images in it"
python3 hack/cluster up
eval "$(python3 hack/cluster env)"
python3 hack/cluster build-images

say "2. A PostgreSQL, a git server with $PROJECT, and a tenant: namespace $TENANT with a database role of its own"
namespace "$INFRASTRUCTURE"
namespace "$TENANT"
OWNER_PASSWORD=$(password "$INFRASTRUCTURE" postgres)
TENANT_PASSWORD=$(password "$INFRASTRUCTURE" "$TENANT")
readonly SERVER="postgres.$INFRASTRUCTURE:5432/code_graph"
kubectl --namespace "$TENANT" create secret generic repository-index-database --dry-run=client --output yaml \
  --from-literal=uri="postgresql://$TENANT:$TENANT_PASSWORD@$SERVER" | kubectl apply --filename -
infrastructure create secret generic database-owner --dry-run=client --output yaml \
  --from-literal=uri="postgresql://postgres:$OWNER_PASSWORD@$SERVER" | kubectl apply --filename -
infrastructure create configmap git-server --dry-run=client --output yaml \
  --from-file=hack/git_server.py | kubectl apply --filename -
template postgres.yaml | infrastructure apply --filename -
template git-server.yaml | infrastructure apply --filename -
infrastructure rollout status deployment/postgres deployment/git-server --timeout=180s
infrastructure delete job database-setup --ignore-not-found
template database-setup.yaml | infrastructure apply --filename -
infrastructure wait --for=condition=Complete job/database-setup --timeout=120s

"$PYTHON" hack/sdist_repository.py "$PROJECT" build/django.git
GIT_POD=$(infrastructure get pod --selector app.kubernetes.io/name=git-server \
  --field-selector status.phase=Running --output name | head -n 1)
infrastructure exec "${GIT_POD#pod/}" -- rm -rf /srv/git/django.git
infrastructure cp build/django.git "${GIT_POD#pod/}:/srv/git/django.git"

say "3. The operator"
# Helm installs a chart's CRDs once and never brings them up to date.
run kubectl apply --server-side --force-conflicts --filename crds/repositoryindexes.yaml
run helm upgrade --install repository-index charts/repository-index-operator --skip-crds \
  --namespace "$SYSTEM" --create-namespace --wait --timeout 180s \
  --set "image.repository=${OPERATOR_IMAGE%:*},image.tag=${OPERATOR_IMAGE##*:}" \
  --set "indexer.image.repository=${INDEXER_IMAGE%:*},indexer.image.tag=${INDEXER_IMAGE##*:}"

say "4. A RepositoryIndex"
# A run is one wish: to see one again, the resource is made anew.
kubectl --namespace "$TENANT" delete repositoryindex django --ignore-not-found
cat hack/demo/repositoryindex.yaml
run kubectl apply --filename hack/demo/repositoryindex.yaml
printf '\033[2m$ kubectl --namespace %s get repositoryindex --watch\033[0m\n' "$TENANT"
kubectl --namespace "$TENANT" get repositoryindex --watch &
readonly WATCH=$!
trap 'kill "$WATCH" 2>/dev/null || true' EXIT
kubectl --namespace "$TENANT" wait --for=condition=Ready repositoryindex/django --timeout=600s >/dev/null || {
  kubectl --namespace "$TENANT" describe repositoryindex django
  exit 1
}
sleep 1
kill "$WATCH"

say "5. What the graph knows"
query() {
  printf '\033[2m%s=> %s\033[0m\n' "$TENANT" "$1"
  infrastructure exec deployment/postgres -- env PGPASSWORD="$TENANT_PASSWORD" \
    psql --host 127.0.0.1 --username "$TENANT" --dbname code_graph --command "$1"
}
query "SELECT of, kind, count FROM code_graph.kind_count WHERE repository = 'django' ORDER BY of DESC, count DESC"
query "SELECT caller, file, line FROM code_graph.callers('django', 'slugify') LIMIT 10"
query "SELECT depth, count(*) AS affected, min(affected) AS for_instance
       FROM code_graph.impact('django', 'slugify', max_depth => 4) GROUP BY depth ORDER BY depth"

say "Look around"
cat <<END
  eval "\$(python3 hack/cluster env)"
  kubectl --namespace $TENANT get repositoryindex --output wide
  kubectl --namespace $TENANT describe repositoryindex django
  kubectl explain repositoryindex.spec
  kubectl --namespace $INFRASTRUCTURE exec -it deployment/postgres -- psql --username postgres code_graph
  kubectl --namespace $SYSTEM port-forward service/repository-index-metrics 8080 &  # then http://127.0.0.1:8080/metrics

Clean up: make demo-down (what the demo installed), make cluster-down (the cluster).
END
