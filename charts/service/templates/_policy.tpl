{{/* Who may reach a part and whom it may reach: what parts.ts says, and nothing else. The namespace
     denies all by default; see charts/pk-auto/templates/default-deny.yaml. */}}
{{- define "service.policy" -}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .name }}
  labels:
    {{- include "service.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "service.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    {{- $rules := list }}
    {{- range $port, $callers := .fact.callers }}
    - from:
        {{- range $callers }}
        {{- include "service.peer" . | nindent 8 }}
        {{- end }}
      ports:
        - { protocol: TCP, port: {{ index $.fact.ports $port }} }
    {{- end }}
    {{- with .fact.public }}
    - from:
        {{- toYaml $.root.Values.edge.from | nindent 8 }}
      ports:
        - { protocol: TCP, port: {{ index $.fact.ports . }} }
    {{- end }}
    - from:
        {{- toYaml .root.Values.monitoring.from | nindent 8 }}
      ports:
        - { protocol: TCP, port: {{ include "service.probePort" . }} }
  egress:
    {{- include "service.names" . | nindent 4 }}
    {{- range $flow := .fact.calls }}
    - to:
        {{- include "service.peer" $flow.part | nindent 8 }}
      ports:
        - { protocol: TCP, port: {{ index (index $.topology $flow.part).ports $flow.port }} }
    {{- end }}
    {{- range .fact.uses }}
    - to:
        {{- include "service.server" (dict "root" $.root "server" .) | nindent 8 }}
      ports:
        - { protocol: TCP, port: {{ (index $.root.Values.servers .).port }} }
    {{- end }}
    {{- if .fact.outside }}
    # {{ .fact.outside }}
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 169.254.0.0/16, 100.64.0.0/10]
      ports:
        {{- range .root.Values.outsidePorts }}
        - { protocol: TCP, port: {{ . }} }
        {{- end }}
    {{- end }}
    {{- if and .root.Values.telemetry.collector.enabled (ne .fact.kind "web") }}
    - to:
        {{- toYaml .root.Values.telemetry.collector.to | nindent 8 }}
      ports:
        - { protocol: TCP, port: {{ .root.Values.telemetry.collector.port }} }
    {{- end }}
    {{- with .root.Values.telemetry.errors }}
    {{- /* The web sends its errors through its gateway. */}}
    {{- if and .enabled (ne $.fact.kind "web") }}
    - to:
        {{- toYaml .to | nindent 8 }}
      ports:
        - { protocol: TCP, port: {{ .port }} }
    {{- end }}
    {{- end }}
{{- end }}

{{/* Where a name becomes an address. */}}
{{- define "service.names" -}}
- to:
    - namespaceSelector:
        matchLabels: { kubernetes.io/metadata.name: kube-system }
      podSelector:
        matchLabels: { k8s-app: kube-dns }
  ports:
    - { protocol: UDP, port: 53 }
    - { protocol: TCP, port: 53 }
{{- end }}

{{- define "service.peer" -}}
- podSelector:
    matchLabels: { app.kubernetes.io/name: {{ . }}, app.kubernetes.io/part-of: pk-auto }
{{- end }}

{{/* Whether the release brings one of the five servers: `yes`, or nothing where values say where it
     is. Takes { root, server }. */}}
{{- define "service.inside" -}}
{{- $server := index .root.Values.servers .server -}}
{{- if and .root.Values.servers.inCluster (empty $server.cidrs) (empty $server.to) -}}
yes
{{- end -}}
{{- end }}

{{/* Where it is: a pod of ours, pods of others in the cluster, or addresses outside. */}}
{{- define "service.server" -}}
{{- $server := index .root.Values.servers .server -}}
{{- if include "service.inside" . -}}
- podSelector:
    matchLabels: { app.kubernetes.io/name: {{ .server }}, app.kubernetes.io/part-of: pk-auto }
{{- else if and (empty $server.cidrs) (empty $server.to) -}}
{{- fail (printf "servers.%s.cidrs or servers.%s.to must say where the server is" .server .server) }}
{{- else -}}
{{- range $server.cidrs | default list }}
- ipBlock: { cidr: {{ . }} }
{{- end }}
{{- with $server.to }}
{{ toYaml . }}
{{- end }}
{{- end }}
{{- end }}
