// A fake of another service, as small as a test needs it.

/** Methods that no test asks fail, and say which. */
export const only = <Service extends object>(methods: Partial<Service>): Service =>
  new Proxy(methods, {
    get: (target, name) =>
      Reflect.get(target, name) ?? (() => Promise.reject(new Error(`${String(name)}: not asked`))),
  }) as Service
