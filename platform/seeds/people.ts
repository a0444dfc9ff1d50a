// Three hundred made-up sellers with Pakistani names and sandbox phones. No name here is meant to
// be a living person.
import type { SeedPerson } from './shape.ts'
import { prng, type Prng } from './prng.ts'

const FIRST: [string, string][] = [
  ['Ahmed', 'احمد'],
  ['Ali', 'علی'],
  ['Hassan', 'حسن'],
  ['Hussain', 'حسین'],
  ['Usman', 'عثمان'],
  ['Umar', 'عمر'],
  ['Bilal', 'بلال'],
  ['Hamza', 'حمزہ'],
  ['Imran', 'عمران'],
  ['Kamran', 'کامران'],
  ['Faisal', 'فیصل'],
  ['Asif', 'آصف'],
  ['Kashif', 'کاشف'],
  ['Nadeem', 'ندیم'],
  ['Tariq', 'طارق'],
  ['Waqas', 'وقاص'],
  ['Zeeshan', 'ذیشان'],
  ['Saad', 'سعد'],
  ['Fahad', 'فہد'],
  ['Adnan', 'عدنان'],
  ['Rizwan', 'رضوان'],
  ['Shahid', 'شاہد'],
  ['Junaid', 'جنید'],
  ['Arslan', 'ارسلان'],
  ['Danish', 'دانش'],
  ['Naveed', 'نوید'],
  ['Yasir', 'یاسر'],
  ['Salman', 'سلمان'],
  ['Owais', 'اویس'],
  ['Talha', 'طلحہ'],
  ['Sohail', 'سہیل'],
  ['Irfan', 'عرفان'],
  ['Gul Zaman', 'گل زمان'],
  ['Sher Afzal', 'شیر افضل'],
  ['Allah Ditta', 'اللہ دتہ'],
  ['Ghulam Rasool', 'غلام رسول'],
  ['Ayesha', 'عائشہ'],
  ['Fatima', 'فاطمہ'],
  ['Sana', 'ثنا'],
  ['Maryam', 'مریم'],
  ['Hina', 'حنا'],
  ['Zainab', 'زینب'],
  ['Sadia', 'سعدیہ'],
  ['Rabia', 'رابعہ'],
]
const LAST: [string, string][] = [
  ['Khan', 'خان'],
  ['Malik', 'ملک'],
  ['Butt', 'بٹ'],
  ['Chaudhry', 'چوہدری'],
  ['Sheikh', 'شیخ'],
  ['Qureshi', 'قریشی'],
  ['Siddiqui', 'صدیقی'],
  ['Ansari', 'انصاری'],
  ['Mirza', 'مرزا'],
  ['Baig', 'بیگ'],
  ['Raja', 'راجہ'],
  ['Rana', 'رانا'],
  ['Awan', 'اعوان'],
  ['Bhatti', 'بھٹی'],
  ['Gondal', 'گوندل'],
  ['Cheema', 'چیمہ'],
  ['Warraich', 'وڑائچ'],
  ['Mughal', 'مغل'],
  ['Hashmi', 'ہاشمی'],
  ['Gilani', 'گیلانی'],
  ['Bukhari', 'بخاری'],
  ['Memon', 'میمن'],
  ['Soomro', 'سومرو'],
  ['Bhutto', 'بھٹو'],
  ['Junejo', 'جونیجو'],
  ['Chandio', 'چانڈیو'],
  ['Afridi', 'آفریدی'],
  ['Yousafzai', 'یوسفزئی'],
  ['Khattak', 'خٹک'],
  ['Orakzai', 'اورکزئی'],
  ['Baloch', 'بلوچ'],
  ['Bugti', 'بگٹی'],
  ['Mengal', 'مینگل'],
  ['Abbasi', 'عباسی'],
  ['Janjua', 'جنجوعہ'],
  ['Dar', 'ڈار'],
]

/**
 * Makes `count` people; `cityOf` decides where each lives. At most 9,000,000: beyond that the
 * sandbox numbers repeat.
 */
export function people(
  seed: number,
  count: number,
  cityOf: (chance: Prng) => string,
): SeedPerson[] {
  const offset = prng(seed, 'phones').int(0, 8_999_999)
  return Array.from({ length: count }, (_, index) => {
    const chance = prng(seed, 'person', index)
    const [first, last] = [chance.pick(FIRST), chance.pick(LAST)]
    // A stride that shares no divisor with nine million walks through all nine million numbers
    // before it meets one again.
    const number = 1_000_000 + ((offset + index * 7_919_017) % 9_000_000)
    return {
      index,
      name: { en: `${first[0]} ${last[0]}`, ur: `${first[1]} ${last[1]}` },
      phone: `+92300${number}`,
      city: cityOf(chance),
    }
  })
}
