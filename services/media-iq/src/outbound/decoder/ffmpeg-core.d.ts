// What we use of FFmpeg as WebAssembly: the package brings no types.
declare module '@ffmpeg/core' {
  export type FfmpegCore = {
    readonly FS: {
      writeFile(path: string, bytes: Uint8Array): void
      readFile(path: string): Uint8Array
      unlink(path: string): void
    }
    /** Of the last run: 0 when it went well. */
    readonly ret: number
    exec(...args: readonly string[]): number
    reset(): void
    setLogger(log: (line: { readonly message: string }) => void): void
  }
  const create: (options: { readonly wasmBinary: Uint8Array }) => Promise<FfmpegCore>
  export default create
}
