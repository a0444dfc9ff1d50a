// The numbers an ad may hold: those a car is identified by, prices and measures. Pure; for folded
// text.

/** Left where a number was taken out: what is before and after it does not belong together. */
export const CUT = '¤'

/** What stands before a telephone number, and so is no chassis code. */
const CALLING = '(?:ph|tel|call|cell|mob|wa|no|o)'
const FRAME = new RegExp(
  String.raw`(?<![\p{L}\d])(?!${CALLING}\d)[a-z]{1,5}[1-9]\d{0,3}[a-z]{0,4}[ -]\d{6,7}(?!\d)`,
  'gu',
)
const ENGINE_NUMBER = /(?<![\p{L}\d])[1-9][a-z]{1,3}(?:[ -]?[a-z]{1,3})?[ -]\d{6,7}(?!\d)/gu
const VIN = /(?<![\p{L}\d])(?=(?:[a-z\d]*?[a-z]){3})(?=[a-z\d]*\d)[a-hj-npr-z\d]{17}(?![\p{L}\d])/gu
const DATE = /(?<![\d./-])(?:\d{1,2}[./-])?(?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d(?![\d./-])/g
const DECIMAL = /(?<![\d.])\d{1,3}\.\d{1,2}(?![\d.])/g
const GROUPED = /(?<![\d,])[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}(?!\d|,\d)/g
const UNITS = [
  String.raw`cc|سی سی|kms?|kilomet\w*|کلومیٹر|milage|mileage|meter`,
  'l|ltrs?|lit(?:re|er)s?|لیٹر|hp|bhp|ps|kwh?',
  'lacs?|lakhs?|لاکھ|crores?|cr|کروڑ|k|hazar|ہزار|rs|pkr|rupees|روپے',
  'model|ماڈل|seater|doors?',
].join('|')
const MEASURE = new RegExp(String.raw`(?<!\d)(?:[1-9]\d{0,6}|0)\s*(?:${UNITS})(?![\p{L}\d])`, 'gu')
const PRICED =
  /(?<!\p{L})(?:rs|pkr|rupees|price|demand|final|قیمت|ڈیمانڈ|روپے)[\s.:=-]*[1-9]\d{3,8}(?!\d)/gu

const cut = (text: string, ...patterns: readonly RegExp[]): string =>
  patterns.reduce((rest, pattern) => rest.replace(pattern, ` ${CUT} `), text)

/** Without chassis and engine numbers. */
export const withoutCodes = (text: string): string => cut(text, FRAME, ENGINE_NUMBER, VIN)

/** Without dates, decimals, prices, distances and sizes. */
export const withoutAmounts = (text: string): string =>
  cut(text, DATE, DECIMAL, GROUPED, PRICED, MEASURE)
