{{/* The address of a part. Headless: callers see every pod and spread their calls themselves, as
     gRPC's long connections ask for. */}}
{{- define "service.service" -}}
{{- $slotted := eq .set.strategy "blueGreen" -}}
{{- $active := include "service.active" . -}}
{{- include "service.address" (merge (dict "address" .name "answers" (ternary $active "" $slotted)) .) }}
{{- if $slotted }}
{{ include "service.address" (merge (dict "address" (printf "%s-preview" .name) "answers" (ternary "green" "blue" (eq $active "blue"))) .) }}
{{- end }}
{{- end }}

{{- define "service.address" -}}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .address }}
  labels:
    {{- include "service.labels" . | nindent 4 }}
  {{- if and (eq .fact.kind "web") (eq .address .name) }}
  annotations:
    # It shows no metrics: whether it answers is asked from outside (deploy/prometheus/jobs.yaml).
    prometheus.io/probe: "true"
    prometheus.io/path: /readyz
  {{- end }}
spec:
  clusterIP: {{ ternary "None" "" (eq .fact.kind "service") | quote }}
  selector:
    {{- include "service.selector" . | nindent 4 }}
    # Pods in other roles, and migrations, answer no calls.
    pk-auto/role: {{ ternary "api" "all" (not (empty .set.roles)) }}
    {{- with .answers }}
    pk-auto/slot: {{ . }}
    {{- end }}
  ports:
    {{- range $port, $number := .fact.ports }}
    - { name: {{ $port }}, port: {{ $number }}, targetPort: {{ $port }} }
    {{- end }}
{{- end }}
