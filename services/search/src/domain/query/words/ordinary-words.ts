// Ordinary words of Roman Urdu that lie a slip away from a name: `mehrbani` asks for no Mehran.
// They are never guessed at. Data; from the gold standard named in spellings.ts.
import { foldedWords } from './fold.ts'

export const ORDINARY = foldedWords(
  'class klass shape series badn khabr khbar khbr shwal',
  'change changed',
  'baden badii badil bahin bandu banne banny banun batin bolaa bolae bolai bolana bolane',
  'bolao bolen bolin bolnewala bolon bolun bolyn carabian chaiman chamakne chamani chamat',
  'chamma champain chandani chaopaal charagan charaghan charhana charhaya charwado chatan',
  'chawwal chiarman chingari chraghan daika dakka damka darka dasda dasna dasta girgit halal',
  'hamal hasal havaa havale havaly hijer humza hunga janobaba jhank kajur kapur karaan karahi',
  'karvadon karwaain kasar kasor ketli khabbar khaber kharidar khoshali khoshian khoshyan',
  'khudaar khudar khuddar khuddari khushak khushali khushean khushian khushyan kohan kohar',
  'kotla lahrore larkaa larkiaan larkyaan latkana layah maharani maidan marda mardain mardam',
  'mardana mardange mardangi mardani mardanki mardanyan mardar mardun mehakjan meharbaan',
  'meharban meharbani meherban mehkaren mehmaan mehmaano mehman mehrab mehrabani mehraj',
  'mehram mehrbaan mehrban mehrbani mehrbano mehrbn mehruban meran muslmaan narowali nishan',
  'paiso pardo parso passe prade premi presio prndo promtion shabi sunany sundy suney sunne',
  'sunney sunno sunty swali swari tatta taxiwala toota tootta turat',
)
