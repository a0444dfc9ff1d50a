{{/* One Deployment: of the whole part, of one of its roles, or of one slot, blue or green. */}}
{{- define "service.deployment" -}}
{{- $own := join "-" (compact (list .name .role .slot)) -}}
{{- $scaled := .set.autoscaling.enabled -}}
{{- $canary := eq .set.strategy "canary" -}}
{{- $target := ternary (dict "apiVersion" "argoproj.io/v1alpha1" "kind" "Rollout") (dict "apiVersion" "apps/v1" "kind" "Deployment") $canary -}}
{{- $topics := include "service.topics" . | fromYamlArray -}}
{{- $byKeda := and $scaled .set.autoscaling.keda.enabled (gt (len $topics) 0) (has (.role | default "consume") (list "consume")) -}}
---
apiVersion: {{ $target.apiVersion }}
kind: {{ $target.kind }}
metadata:
  name: {{ $own }}
  labels:
    {{- include "service.labels" . | nindent 4 }}
spec:
  {{- if not $scaled }}
  replicas: {{ .set.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  progressDeadlineSeconds: 300
  strategy:
    {{- if $canary }}
    canary:
      maxSurge: 1
      maxUnavailable: 0
      steps:
        {{- toYaml .root.Values.rollouts.steps | nindent 8 }}
      # From the first step on; what burns takes all of it back.
      analysis:
        startingStep: 1
        templates:
          - templateName: objectives
    {{- else }}
    type: RollingUpdate
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
    {{- end }}
  selector:
    matchLabels:
      {{- include "service.selector" . | nindent 6 }}
      pk-auto/role: {{ .role | default "all" }}
      {{- with .slot }}
      pk-auto/slot: {{ . }}
      {{- end }}
  template:
    {{- include "service.pod" . | nindent 4 }}
{{- if $byKeda }}
{{ include "service.scaledObject" (merge (dict "own" $own "target" $target "topics" $topics) .) }}
{{- else if $scaled }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ $own }}
  labels:
    {{- include "service.labels" . | nindent 4 }}
spec:
  scaleTargetRef: { apiVersion: {{ $target.apiVersion }}, kind: {{ $target.kind }}, name: {{ $own }} }
  minReplicas: {{ .set.replicas }}
  maxReplicas: {{ .set.autoscaling.maxReplicas }}
  metrics:
    {{- if .set.autoscaling.lagPerReplica }}
    # Served to the cluster by an adapter of the metrics of Prometheus.
    - type: External
      external:
        metric:
          name: kafka_consumer_lag
          selector: { matchLabels: { service: {{ .name }} } }
        target: { type: AverageValue, averageValue: {{ .set.autoscaling.lagPerReplica | quote }} }
    {{- else }}
    - type: Resource
      resource:
        name: cpu
        target: { type: Utilization, averageUtilization: {{ .set.autoscaling.cpuPercent }} }
    {{- end }}
  behavior:
    scaleDown: { stabilizationWindowSeconds: 300 }
{{- end }}
{{- end }}

{{/* Two Deployments of which one answers: the other is started and looked at under the name
     `<part>-preview`, then `slots.active` is switched, and switched back when it was wrong. */}}
{{- define "service.slots" -}}
{{- include "service.switch" . }}
{{- $part := . -}}
{{- $answers := include "service.active" . -}}
{{- range $slot := list "blue" "green" }}
{{- $tag := index $part.set.slots $slot }}
{{- $active := eq $slot $answers }}
{{- if and $active (not $tag) (not $part.root.Values.images.tag) (not $part.set.tag) (not $part.set.digest) }}
{{- fail (printf "parts.%s.slots.%s is active and has no tag" $part.name $slot) }}
{{- end }}
{{- if or $active $tag }}
{{- $own := merge (dict "slot" $slot "tag" $tag) $part }}
{{- if $part.config }}
{{- $_ := set $own "configName" (include "service.slotConfig" $own) }}
{{- end }}
{{ include "service.deployment" $own }}
{{- end }}
{{- end }}
{{- end }}

{{/* The slot to which the address leads in the cluster; none without a cluster, or before the first
     installation. */}}
{{- define "service.live" -}}
{{- $address := lookup "v1" "Service" .root.Release.Namespace .name | default dict -}}
{{- dig "spec" "selector" "pk-auto/slot" "" $address -}}
{{- end }}

{{/* The slot that answers with this release: the one that is named, else the one that does now. */}}
{{- define "service.active" -}}
{{- .set.slots.active | default (include "service.live" .) | default "blue" -}}
{{- end }}

{{/* A switch leads people to pods that are there, and leaves those that they come from. */}}
{{- define "service.switch" -}}
{{- $live := include "service.live" . -}}
{{- $next := include "service.active" . -}}
{{- if and $live (ne $live $next) }}
{{- if not (index .set.slots $live) }}
{{- fail (printf "parts.%s.slots.active=%s would end %s, which answers now: name parts.%s.slots.%s too, or leave slots.active empty" .name $next $live .name $live) }}
{{- end }}
{{- $pods := lookup "apps/v1" "Deployment" .root.Release.Namespace (printf "%s-%s" .name $next) | default dict -}}
{{- $available := false -}}
{{- range dig "status" "conditions" list $pods }}
{{- $available = or $available (and (eq .type "Available") (eq .status "True")) -}}
{{- end }}
{{- if not $available }}
{{- fail (printf "parts.%s.slots.active=%s would leave nobody answering: %s-%s is not there, or not available. Name parts.%s.slots.%s, leave slots.active empty, look at %s-preview, then switch" .name $next .name $next .name $next .name) }}
{{- end }}
{{- end }}
{{- end }}

{{/* With one pod alone a budget would forbid every drain. */}}
{{- define "service.budget" -}}
{{- if gt (int .set.replicas) 1 -}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .name }}
  labels:
    {{- include "service.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "service.selector" . | nindent 6 }}
    matchExpressions:
      - { key: pk-auto/role, operator: NotIn, values: [migrate] }
{{- end }}
{{- end }}
