{{/* A server of a laptop's cluster: one pod with a disk of its own. Takes { root, name, args, env, mount, uid, ports, … }. */}}
{{- define "server.stateful" -}}
{{- $set := index .root.Values.servers .name -}}
{{- $labels := printf "app.kubernetes.io/name: %s\napp.kubernetes.io/part-of: pk-auto" .name -}}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .name }}
  labels:
    {{- $labels | nindent 4 }}
spec:
  clusterIP: None
  # A broker is asked for its own address before it is ready.
  publishNotReadyAddresses: true
  selector:
    {{- $labels | nindent 4 }}
  ports:
    - { name: {{ .name | trunc 15 }}, port: {{ $set.port }} }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ .name }}
  labels:
    {{- $labels | nindent 4 }}
spec:
  serviceName: {{ .name }}
  replicas: 1
  selector:
    matchLabels:
      {{- $labels | nindent 6 }}
  template:
    metadata:
      labels:
        {{- $labels | nindent 8 }}
    spec:
      automountServiceAccountToken: false
      enableServiceLinks: false
      securityContext:
        runAsNonRoot: true
        runAsUser: {{ .uid }}
        runAsGroup: {{ .gid | default .uid }}
        fsGroup: {{ .gid | default .uid }}
        seccompProfile: { type: RuntimeDefault }
      containers:
        - name: {{ .name }}
          image: {{ $set.image }}
          {{- with .args }}
          args: {{ toJson . }}
          {{- end }}
          {{- with .env }}
          env:
            {{- range $key, $value := . }}
            - { name: {{ $key }}, value: {{ $value | quote }} }
            {{- end }}
          {{- end }}
          {{- with .secret }}
          envFrom:
            - secretRef: { name: {{ . }} }
          {{- end }}
          ports:
            - { containerPort: {{ $set.port }} }
          readinessProbe:
            tcpSocket: { port: {{ $set.port }} }
            periodSeconds: 2
          resources:
            {{- toYaml .resources | nindent 12 }}
          securityContext:
            allowPrivilegeEscalation: false
            capabilities: { drop: [ALL] }
          volumeMounts:
            - { name: data, mountPath: {{ .mount }} }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: {{ $set.storage }} } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .name }}
  labels:
    {{- $labels | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- $labels | nindent 6 }}
  policyTypes: [Ingress]
  ingress:
    - from:
        {{- range $part, $fact := .topology }}
        {{- if has $.name $fact.uses }}
        - podSelector:
            matchLabels: { app.kubernetes.io/name: {{ $part }}, app.kubernetes.io/part-of: pk-auto }
        {{- end }}
        {{- end }}
        {{- if eq .name "kafka" }}
        - podSelector:
            matchLabels: { app.kubernetes.io/name: kafka-topics, app.kubernetes.io/part-of: pk-auto }
        {{- end }}
        {{- if and .root.Values.backup.enabled (has .name (list "postgres" "s3")) }}
        - podSelector:
            matchLabels: { app.kubernetes.io/name: postgres-backup, app.kubernetes.io/part-of: pk-auto }
        {{- end }}
      ports:
        - { protocol: TCP, port: {{ $set.port }} }
{{- end }}
