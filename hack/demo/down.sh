#!/usr/bin/env bash
# Removes what demo.sh installed; the cluster stays, and so does the CRD, with which all resources would go.
set -euo pipefail
cd "$(dirname "$0")/../.."
eval "$(python3 hack/cluster env)"
kubectl delete namespace team-a repository-index-demo --ignore-not-found
helm uninstall repository-index --namespace repository-index-system --ignore-not-found
kubectl delete namespace repository-index-system --ignore-not-found
