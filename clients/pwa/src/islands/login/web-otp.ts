// Reads the code from the SMS where the browser can (WebOTP), after asking the person.
// https://wicg.github.io/web-otp/

type OtpRequest = CredentialRequestOptions & { otp: { transport: readonly ['sms'] } }

/**
 * Of the next SMS that is bound to this site. Undefined where browsers cannot, when the person says
 * no, and once aborted.
 */
export const codeFromSms = async (signal: AbortSignal): Promise<string | undefined> => {
  if (!('OTPCredential' in globalThis)) return undefined
  const request: OtpRequest = { otp: { transport: ['sms'] }, signal }
  try {
    const credential = (await navigator.credentials.get(request)) as { code?: string } | null
    return credential?.code
  } catch {
    return undefined
  }
}
