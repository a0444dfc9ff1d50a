// Chassis marks of imported cars: JDM frame numbers `MODEL-SERIAL` (Toyota seven digits, others
// six), VINs for Europe's makes. Invented serials.
import type { Choice } from './choices.ts'
import { prng } from './prng.ts'

const FRAME_CODE: Record<string, string> = {
  'vitz-1st': 'SCP10',
  'vitz-2nd': 'KSP90',
  'vitz-3rd': 'KSP130',
  'aqua-1st': 'NHP10',
  'aqua-2nd': 'MXPK11',
  'prius-2nd': 'NHW20',
  'prius-3rd': 'ZVW30',
  'prius-4th': 'ZVW50',
  'passo-1st': 'KGC10',
  'passo-2nd': 'KGC30',
  'passo-3rd': 'M700A',
  'premio-1st': 'NZT240',
  'premio-2nd': 'NZT260',
  'corolla-axio-1st': 'NZE141',
  'corolla-axio-2nd': 'NRE161',
  'land-cruiser-100': 'UZJ100',
  'land-cruiser-200': 'URJ202',
  'land-cruiser-300': 'VJA300',
  'prado-90': 'RZJ95',
  'prado-120': 'TRJ120',
  'prado-150': 'TRJ150',
  'alto-jdm-8th': 'HA36S',
  'wagon-r-jdm-5th': 'MH34S',
  'wagon-r-jdm-6th': 'MH55S',
  'every-jdm-5th': 'DA64V',
  'every-jdm-6th': 'DA17V',
  'vezel-1st': 'RU3',
  'vezel-2nd': 'RV5',
  'fit-2nd': 'GE6',
  'fit-3rd': 'GP5',
  'fit-4th': 'GR3',
  'mira-7th': 'L275S',
  'mira-es-1st': 'LA300S',
  'mira-es-2nd': 'LA350S',
  'move-5th': 'LA100S',
  'move-6th': 'LA150S',
  'hijet-10th': 'S321V',
  'hijet-11th': 'S700V',
  'dayz-1st': 'B21W',
  'dayz-2nd': 'B43W',
  'lancer-6th': 'CK2A',
  'ek-wagon-3rd': 'B11W',
  'ek-wagon-4th': 'B33W',
}
const VIN_PREFIX: Record<string, string> = {
  'mercedes-benz': 'WDD',
  bmw: 'WBA',
  audi: 'WAU',
  mg: 'LSJ',
}
const VIN_LETTERS = Array.from('ABCDEFGHJKLMNPRSTUVWXYZ0123456789')

/**
 * A mark that no other listing of this market carries (for indexes below one million), or nothing
 * where sellers rarely state one.
 */
export function chassisMark(
  seed: number,
  index: number,
  car: Choice,
): { frameNumber: string } | { vin: string } | undefined {
  if (car.generation.assembly !== 'imported') return undefined
  const code = FRAME_CODE[car.generation.slug]
  const start = prng(seed, 'serials').int(0, 999_999)
  // 7919 is prime and coprime to a million: every index has a serial of its own.
  const serial = (start + index * 7919) % 1_000_000
  if (code) {
    const toyota = car.make.slug === 'toyota'
    const digits = toyota ? String(4_000_000 + serial) : String(serial).padStart(6, '0')
    return { frameNumber: `${code}-${digits}` }
  }
  const prefix = VIN_PREFIX[car.make.slug]
  if (!prefix) return undefined
  const chance = prng(seed, 'vin', index)
  return {
    vin:
      prefix +
      Array.from({ length: 8 }, () => chance.pick(VIN_LETTERS)).join('') +
      String(serial).padStart(6, '0'),
  }
}
