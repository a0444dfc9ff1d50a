{{/* A server of a laptop's cluster: one pod with a disk of its own. Takes { root, name, args, env, mount, uid, ports, … }. */}}
{{- define "server.stateful" -}}
{{- if include "service.inside" (dict "root" .root "server" .name) -}}
{{- $set := index .root.Values.servers .name -}}
{{- $ships := and (eq .name "postgres") .root.Values.backup.enabled -}}
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
        {{- if $ships }}
            - { name: wal, mountPath: /wal }
        {{- $part := dict "root" .root "name" "media-iq" "set" (mergeOverwrite (deepCopy .root.Values.defaults) (index .root.Values.parts "media-iq" | default dict)) }}
        - name: ship
          image: {{ include "service.image" $part }}
          imagePullPolicy: {{ .root.Values.images.pullPolicy }}
          command: [node, /app/packages/backup/src/main.ts, ship]
          env:
            {{- include "backup.store" .root | nindent 12 }}
            - { name: WAL_FOLDER, value: /wal }
          envFrom:
            - secretRef: { name: postgres-backup }
          resources:
            {{- toYaml .resources | nindent 12 }}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
          volumeMounts:
            - { name: wal, mountPath: /wal }
      volumes:
        # What is lost with it the server hands over again.
        - name: wal
          emptyDir: { sizeLimit: 512Mi }
        {{- end }}
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
  policyTypes: [Ingress{{ if $ships }}, Egress{{ end }}]
  {{- if $ships }}
  egress:
    {{- include "service.names" . | nindent 4 }}
    - to:
        {{- include "service.server" (dict "root" .root "server" "s3") | nindent 8 }}
      ports:
        - { protocol: TCP, port: {{ .root.Values.servers.s3.port }} }
  {{- end }}
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
        {{- if and .root.Values.backup.enabled (eq .name "s3") }}
        - podSelector:
            matchLabels: { app.kubernetes.io/name: postgres, app.kubernetes.io/part-of: pk-auto }
        {{- end }}
        {{- if and .root.Values.backup.objects.enabled (eq .name "s3") }}
        - podSelector:
            matchLabels: { app.kubernetes.io/name: object-list, app.kubernetes.io/part-of: pk-auto }
        {{- end }}
      ports:
        - { protocol: TCP, port: {{ $set.port }} }
{{- end }}
{{- end }}
