{{/* The owner's work on a database before the new pods come: only what old pods can live with
     (expand), so old and new run side by side. What takes away (contract) ships a release later. */}}
{{- define "service.migration" -}}
{{- if has "postgres" .fact.uses -}}
---
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .name }}-migrate-{{ .root.Release.Revision }}
  labels:
    {{- include "service.labels" . | nindent 4 }}
  {{- if not (include "service.inside" (dict "root" .root "server" "postgres")) }}
  {{- /* A laptop's database comes with the release: its migrations run beside the first pods. */}}
  annotations:
    {{- include "service.hook" "10" | nindent 4 }}
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
  {{- end }}
spec:
  backoffLimit: 5
  activeDeadlineSeconds: 600
  ttlSecondsAfterFinished: 86400
  template:
    {{- $job := dict "name" .name "once" true "role" "migrate" "slot" "" }}
    {{- $_ := set $job "command" (list "node" "/app/packages/service/src/jobs/main.ts" "migrate") }}
    {{- $_ := set $job "secrets" (list .name (printf "%s-owner" .name)) }}
    {{- include "service.pod" (merge $job (omit . "config")) | nindent 4 }}
{{- end }}
{{- end }}

{{/* What is there before the release, the lowest weight first. */}}
{{- define "service.hook" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: {{ . | quote }}
{{- end }}
