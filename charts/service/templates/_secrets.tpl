{{/* A Secret that the operator of External Secrets brings from a store. Takes { root, secret, early };
     `early` for what a migration reads: it is asked for before anything else of the release. Helm
     asks anew each time, so the Secret must not go with the old request. */}}
{{- define "service.externalSecret" -}}
{{- $from := .root.Values.externalSecrets -}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: {{ .secret }}
  labels:
    app.kubernetes.io/part-of: pk-auto
  {{- if .early }}
  annotations:
    {{- include "service.hook" "-10" | nindent 4 }}
    helm.sh/hook-delete-policy: before-hook-creation
  {{- end }}
spec:
  refreshInterval: 1h
  secretStoreRef: { name: {{ $from.store }}, kind: {{ $from.kind }} }
  target: { name: {{ .secret }}, creationPolicy: {{ ternary "Orphan" "Owner" .early }} }
  dataFrom:
    - extract: { key: {{ $from.path }}/{{ .secret }} }
{{- end }}

{{/* Those of one part. */}}
{{- define "service.externalSecrets" -}}
{{- $migrated := has "postgres" .fact.uses -}}
{{- $early := and $migrated (not (include "service.inside" (dict "root" .root "server" "postgres"))) -}}
{{- $names := ternary (list .name) list (not (empty .fact.secrets)) -}}
{{- range $secret := concat $names (ternary (list (printf "%s-owner" .name)) list $migrated) }}
{{ include "service.externalSecret" (dict "root" $.root "secret" $secret "early" $early) }}
{{- end }}
{{- end }}
