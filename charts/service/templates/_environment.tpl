{{/* What a part's configuration reads, less its secrets: addresses of the parts that it asks, of
     the servers that it uses, its own ports. Secrets come whole from the Secret of its name. */}}
{{- define "service.origin" -}}
{{- .Values.hosts.origin | default (printf "https://%s" .Values.hosts.web) | quote -}}
{{- end }}

{{- define "service.environment" -}}
{{- $values := .root.Values -}}
{{- $parts := .topology -}}
- { name: PROFILE, value: {{ $values.profile }} }
- { name: NODE_ENV, value: production }
{{- if eq .fact.kind "web" }}
- { name: PORT, value: {{ .fact.ports.http | quote }} }
{{- $gateway := index $parts .fact.gateway }}
- { name: GATEWAY_URL, value: "http://{{ .fact.gateway }}:{{ $gateway.ports.http }}" }
{{- $media := index $parts "media-iq" }}
- { name: MEDIA_URL, value: "http://media-iq:{{ $media.ports.http }}" }
- { name: UPLOAD_ORIGINS, value: {{ join " " $values.hosts.uploads | quote }} }
- { name: PUBLIC_ORIGIN, value: {{ include "service.origin" .root }} }
{{- else }}
{{- $identity := index $parts "identity" }}
- { name: IDENTITY_HTTP_URL, value: "http://identity:{{ $identity.ports.http }}" }
{{- range .fact.asks }}
{{- $asked := index $parts . }}
- { name: {{ . | upper | replace "-" "_" }}_GRPC_URL, value: "{{ . }}:{{ $asked.ports.grpc }}" }
{{- end }}
{{- if .fact.ports.grpc }}
- { name: GRPC_PORT, value: {{ .fact.ports.grpc | quote }} }
{{- end }}
- { name: HTTP_PORT, value: {{ .fact.ports.http | quote }} }
{{- if .fact.ports.internal }}
- { name: INTERNAL_PORT, value: {{ .fact.ports.internal | quote }} }
- { name: WEB_ORIGINS, value: {{ include "service.origin" .root }} }
- { name: FLAGS_FILE, value: /app/flags/flags.json }
{{- end }}
{{- if .fact.linksToWeb }}
- { name: WEB_ORIGIN, value: {{ include "service.origin" .root }} }
{{- end }}
{{- with $values.telemetry.collector }}
{{- if .enabled }}
- { name: OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ .endpoint | quote }} }
- { name: OTEL_SERVICE_NAME, value: {{ $.name }} }
- { name: OTEL_TRACES_SAMPLER, value: parentbased_traceidratio }
- { name: OTEL_TRACES_SAMPLER_ARG, value: {{ .sampling | quote }} }
{{- end }}
{{- end }}
{{- if $values.telemetry.errors.enabled }}
- { name: SENTRY_RELEASE, value: {{ .tag | default .set.digest | default .set.tag | default $values.images.tag | quote }} }
{{- end }}
{{- if has "kafka" .fact.uses }}
- { name: KAFKA_BROKERS, value: {{ join "," $values.servers.kafka.brokers | quote }} }
- { name: KAFKA_TOPIC_PREFIX, value: {{ $values.servers.kafka.topicPrefix | quote }} }
- { name: KAFKA_TLS, value: {{ $values.servers.kafka.tls | quote }} }
{{- if $values.servers.kafka.login }}
# Its password comes with its Secret.
- { name: KAFKA_USER, value: {{ .name }} }
{{- end }}
{{- end }}
{{- if has "elasticsearch" .fact.uses }}
- { name: INDEX_PREFIX, value: {{ $values.servers.elasticsearch.indexPrefix | quote }} }
{{- end }}
{{- if has "s3" .fact.uses }}
- { name: S3_ENDPOINT, value: {{ $values.servers.s3.endpoint | quote }} }
{{- with $values.servers.s3.publicEndpoint }}
- { name: S3_PUBLIC_ENDPOINT, value: {{ . | quote }} }
{{- end }}
- { name: S3_BUCKET, value: {{ $values.servers.s3.bucket | quote }} }
{{- end }}
{{- end }}
{{- range $name, $value := .set.env }}
- { name: {{ $name }}, value: {{ $value | quote }} }
{{- end }}
{{- end }}
