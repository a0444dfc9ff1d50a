{{/* Business values. A program refuses those that it does not know, so each content has a name of
     its own, and what pods of the release before read stays for as long as they may start. */}}
{{- define "service.configName" -}}
{{ .name }}-{{ sha256sum .config | trunc 8 }}
{{- end }}

{{/* What a Deployment in the cluster reads, if that is still there. Takes { root, own }. */}}
{{- define "service.readNow" -}}
{{- $namespace := .root.Release.Namespace -}}
{{- $live := lookup "apps/v1" "Deployment" $namespace .own | default dict -}}
{{- range dig "spec" "template" "spec" "volumes" list $live -}}
{{- if and (eq .name "config") (lookup "v1" "ConfigMap" $namespace (dig "configMap" "name" "" .)) -}}
{{ .configMap.name }}
{{- end -}}
{{- end -}}
{{- end }}

{{/* What a slot reads: one that stays at the image of another release keeps its own. */}}
{{- define "service.slotConfig" -}}
{{- $own := printf "%s-%s" .name .slot -}}
{{- $live := lookup "apps/v1" "Deployment" .root.Release.Namespace $own | default dict -}}
{{- $running := (dig "spec" "template" "spec" "containers" list $live | first | default dict).image -}}
{{- $released := "" -}}
{{- if or .set.digest .set.tag .root.Values.images.tag -}}
{{- $released = include "service.image" (omit . "tag") -}}
{{- end -}}
{{- $image := include "service.image" . -}}
{{- $now := include "service.readNow" (dict "root" .root "own" $own) -}}
{{- if and $now (eq $image ($running | default "")) (ne $image $released) -}}
{{ $now }}
{{- else -}}
{{ .configName }}
{{- end -}}
{{- end }}

{{- define "service.config" -}}
{{- $part := . -}}
{{- $files := dict .configName (dict .fact.config .config) -}}
{{- $suffixes := list "" -}}
{{- if eq .set.strategy "blueGreen" -}}
{{- $suffixes = list "-blue" "-green" -}}
{{- else if .set.roles -}}
{{- range $role, $_ := .set.roles -}}
{{- $suffixes = append $suffixes (printf "-%s" $role) -}}
{{- end -}}
{{- end -}}
{{- range $suffixes -}}
{{- $now := include "service.readNow" (dict "root" $part.root "own" (printf "%s%s" $part.name .)) -}}
{{- if and $now (not (hasKey $files $now)) -}}
{{- $_ := set $files $now (lookup "v1" "ConfigMap" $part.root.Release.Namespace $now).data -}}
{{- end -}}
{{- end -}}
{{- range $name, $data := $files }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $name }}
  labels:
    {{- include "service.labels" $part | nindent 4 }}
data:
  {{- toYaml $data | nindent 2 }}
{{- end }}
{{- end }}
