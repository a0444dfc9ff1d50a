// How a call is described on spans, by the OpenTelemetry conventions for RPC.
export function rpcAttributes(path: string): {
  'rpc.system': string
  'rpc.service': string
  'rpc.method': string
} {
  const [, service = '', method = ''] = path.split('/')
  return { 'rpc.system': 'grpc', 'rpc.service': service, 'rpc.method': method }
}
