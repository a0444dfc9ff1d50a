{{/* The pod of a part: nobody's user, nothing writable but /tmp, no token of the cluster, a stop
     that drains before it ends (preStop 5 s < drain 25 s < grace 40 s). */}}
{{- define "service.pod" -}}
metadata:
  labels:
    {{- include "service.labels" . | nindent 4 }}
    pk-auto/role: {{ .role | default "all" }}
    {{- with .slot }}
    pk-auto/slot: {{ . }}
    {{- end }}
  {{- if ne .fact.kind "web" }}
  annotations:
    prometheus.io/scrape: "true"
    prometheus.io/port: {{ include "service.probePort" . | quote }}
  {{- end }}
spec:
  {{- if not .once }}
  {{- /* A job before the first installation has no account of its own yet, and needs none. */}}
  serviceAccountName: {{ .name }}
  {{- end }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: 40
  {{- with .root.Values.images.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 1000
    runAsGroup: 1000
    fsGroup: 1000
    seccompProfile: { type: RuntimeDefault }
  {{- if not .once }}
  topologySpreadConstraints:
    {{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ $key }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "service.selector" $ | nindent 10 }}
    {{- end }}
  {{- end }}
  containers:
    - name: {{ .name }}
      image: {{ include "service.image" . }}
      imagePullPolicy: {{ .root.Values.images.pullPolicy }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: {{ not (and .root.Values.liveUpdate (not .once)) }}
        capabilities: { drop: [ALL] }
      {{- if .command }}
      command: {{ toJson .command }}
      {{- else if and .root.Values.liveUpdate (ne .fact.kind "web") }}
      # Sources are copied into the running container: what was saved starts anew.
      command: [node, --watch, --import, "@pk-auto/telemetry/register", src/main.ts]
      {{- end }}
      env:
        {{- include "service.environment" . | nindent 8 }}
        {{- if and .role (not .once) }}
        - { name: ROLES, value: {{ .role }} }
        {{- end }}
      {{- with .secrets }}
      envFrom:
        {{- range . }}
        - secretRef: { name: {{ . }} }
        {{- end }}
      {{- end }}
      resources:
        {{- toYaml .set.resources | nindent 8 }}
      {{- if not .once }}
      ports:
        {{- range $port, $number := .fact.ports }}
        - { name: {{ $port }}, containerPort: {{ $number }} }
        {{- end }}
      startupProbe:
        httpGet: { path: /livez, port: {{ include "service.probePort" . }} }
        periodSeconds: 1
        failureThreshold: 60
      readinessProbe:
        httpGet: { path: /readyz, port: {{ include "service.probePort" . }} }
        periodSeconds: 5
        timeoutSeconds: 2
        failureThreshold: 2
      livenessProbe:
        httpGet: { path: /livez, port: {{ include "service.probePort" . }} }
        periodSeconds: 10
        timeoutSeconds: 3
        failureThreshold: 3
      lifecycle:
        # Until every proxy knows that this pod is going, it still answers.
        preStop: { sleep: { seconds: 5 } }
      {{- end }}
      volumeMounts:
        - { name: tmp, mountPath: /tmp }
        {{- if .config }}
        - name: config
          mountPath: /app/config/{{ .fact.config }}
          subPath: {{ .fact.config }}
          readOnly: true
        {{- end }}
        {{- if eq .fact.kind "gateway" }}
        # The whole folder: a file mounted by subPath never changes.
        - { name: flags, mountPath: /app/flags, readOnly: true }
        {{- end }}
  {{- if .once }}
  restartPolicy: Never
  {{- end }}
  volumes:
    - name: tmp
      emptyDir: { sizeLimit: {{ .set.tmpSize }} }
    {{- if .config }}
    - name: config
      configMap: { name: {{ .configName }} }
    {{- end }}
    {{- if eq .fact.kind "gateway" }}
    - name: flags
      configMap: { name: flags }
    {{- end }}
{{- end }}
