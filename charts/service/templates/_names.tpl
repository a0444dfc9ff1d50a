{{/* Names and labels. Every template of this chart takes a part: { root, name, fact, set }, where
     fact is the part's row of files/topology.yaml and set its block of values over `defaults`. */}}

{{- define "service.labels" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/part-of: pk-auto
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
pk-auto/kind: {{ .fact.kind }}
{{- end }}

{{/* What a Service, a policy or a budget selects a part by: never a version, never a slot. */}}
{{- define "service.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/part-of: pk-auto
{{- end }}

{{- define "service.image" -}}
{{- $images := .root.Values.images -}}
{{- $tag := .tag | default .set.tag | default $images.tag -}}
{{- /* A slot that names its own image has it, whatever the part runs. */ -}}
{{- if hasPrefix "sha256:" (.tag | default "") -}}
{{ $images.registry }}/{{ .name }}@{{ .tag }}
{{- else if and .set.digest (not .tag) -}}
{{ $images.registry }}/{{ .name }}@{{ .set.digest }}
{{- else -}}
{{ $images.registry }}/{{ .name }}:{{ required (printf "images.tag (or parts.%s.tag) says which image runs" .name) $tag }}
{{- end -}}
{{- end }}

{{/* The port on which probes, metrics and public keys are served. */}}
{{- define "service.probePort" -}}
{{- .fact.ports.internal | default .fact.ports.http -}}
{{- end }}
