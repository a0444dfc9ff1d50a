{{/* What the operator of KEDA needs to size whoever consumes by how far its groups are behind: a
     trigger a topic that names the part among its readers. Takes a part with { own, target, topics }.
     UNPROVEN: no operator was at hand. */}}
{{- define "service.scaledObject" -}}
{{- $kafka := .root.Values.servers.kafka -}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ .own }}
  labels:
    {{- include "service.labels" . | nindent 4 }}
spec:
  scaleTargetRef: { apiVersion: {{ .target.apiVersion }}, kind: {{ .target.kind }}, name: {{ .own }} }
  minReplicaCount: {{ .set.replicas }}
  maxReplicaCount: {{ .set.autoscaling.maxReplicas }}
  cooldownPeriod: 300
  triggers:
    {{- range .topics }}
    - type: kafka
      metadata:
        bootstrapServers: {{ join "," $kafka.brokers | quote }}
        consumerGroup: {{ printf "%s%s.%s" $kafka.topicPrefix $.name . }}
        topic: {{ printf "%s%s" $kafka.topicPrefix . }}
        lagThreshold: {{ $.set.autoscaling.keda.lagPerReplica | quote }}
        # More pods than partitions would stand idle.
        allowIdleConsumers: "false"
        # A group that has committed nothing yet reads from the beginning.
        offsetResetPolicy: earliest
        {{- if $kafka.tls }}
        tls: enable
        {{- end }}
        {{- if $kafka.login }}
        sasl: scram_sha512
        {{- end }}
      {{- if $kafka.login }}
      authenticationRef: { name: {{ $.name }}-kafka }
      {{- end }}
    {{- end }}
{{- if $kafka.login }}
---
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata:
  name: {{ .name }}-kafka
  labels:
    {{- include "service.labels" . | nindent 4 }}
spec:
  # In the part's own name: it may read its groups, and no others.
  env:
    - { parameter: username, name: KAFKA_USER, containerName: {{ .name }} }
  secretTargetRef:
    - { parameter: password, name: {{ .name }}, key: KAFKA_PASSWORD }
{{- end }}
{{- end }}

{{/* Topics that a part reads, as a list in YAML. */}}
{{- define "service.topics" -}}
{{- $all := (.root.Files.Get "files/topics.yaml" | fromYaml).topics | default dict -}}
{{- $read := list -}}
{{- range $topic, $fact := $all -}}
{{- if has $.name ($fact.readers | default list) -}}
{{- $read = append $read $topic -}}
{{- end -}}
{{- end -}}
{{- toYaml $read -}}
{{- end }}
