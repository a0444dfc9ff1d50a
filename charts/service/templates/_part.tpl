{{/* Everything that one part is. Takes { root, topology, name, fact, set }. */}}
{{- define "service.part" -}}
{{- $config := "" -}}
{{- with .fact.config -}}
{{- $config = $.root.Files.Get (printf "files/config/%s" .) -}}
{{- with $.set.config -}}
{{- $config = mergeOverwrite (fromYaml $config) (deepCopy .) | toYaml -}}
{{- end -}}
{{- end -}}
{{- $secrets := ternary (list .name) list (not (empty .fact.secrets)) -}}
{{- $part := merge (dict "config" $config "secrets" $secrets) . -}}
{{- if $config -}}
{{- $_ := set $part "configName" (include "service.configName" $part) -}}
{{- end -}}
{{- include "service.account" $part }}
{{- if $config }}
{{ include "service.config" $part }}
{{- end }}
{{- if .root.Values.externalSecrets.store }}
{{ include "service.externalSecrets" $part }}
{{- end }}
{{ include "service.migration" $part }}
{{ include "service.service" $part }}
{{- if eq .set.strategy "blueGreen" }}
{{ include "service.slots" $part }}
{{- else if .set.roles }}
{{- range $role, $own := .set.roles }}
{{ include "service.deployment" (merge (dict "role" $role "set" (mergeOverwrite (deepCopy $part.set) ($own | default dict))) $part) }}
{{- end }}
{{- else }}
{{ include "service.deployment" $part }}
{{- end }}
{{ include "service.budget" $part }}
{{ include "service.policy" $part }}
{{- end }}

{{- define "service.account" -}}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .name }}
  labels:
    {{- include "service.labels" . | nindent 4 }}
automountServiceAccountToken: false
{{- end }}
