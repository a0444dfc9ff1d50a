// Titles for tests: with a number to call in them, and of cars without one.
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

export const NUMBERS = lines(`
  03001234567
  0300-1234567
  0300 1234567
  0300 123 4567
  0300-123-45-67
  03 00 12 34 56 7
  0 3 0 0 1 2 3 4 5 6 7
  0-3-0-0-1-2-3-4-5-6-7
  0.3.0.0.1.2.3.4.5.6.7
  0300_1234567
  0300*1234567
  (0300) 1234567
  0300/1234567
  0300~~1234567
  0300 • 1234567
  0300📞1234567
  0 300 1234567
  030 012 34567
  03 0012 34567
  0311 2223334
  0321-9876543
  0333 5556667
  0345.1112223
  0355 1234567
  0364 1234567
  +923001234567
  +92 300 1234567
  +92-300-1234567
  +92 (300) 1234567
  + 92 300 1234567
  00923001234567
  0092 300 1234567
  00 92 300 1234567
  923001234567
  92 300 1234567
  92-3211234567
  wa.me/923001234567
  3001234567
  300 1234567
  300-123-4567
  300 123 4567
  321 456 78 90
  333.5556667
  Corolla 2016 call 03001234567
  Corolla GLi 2016 0300-1234567
  Toyota Vitz 2015 03211234567 Lahore
  2016 Civic 1800cc 0333 1234567 urgent
  Mehran 2012 price 850000 0345-1234567
  Alto 660cc 45000 km 0312 3456789
  call0300-1234567
  ph03001234567
  Cultus ph:03001234567
  Contact #0300 1234567#
  Mobile 0300 1234567 only serious buyers
  Civic for sale 0300-1234
  0300 1234 then 567
  042-35761234
  042 3576 1234
  04235761234
  (042) 35761234
  021-34567890
  021 3456 7890
  051-2345678
  051 234 5678
  0512345678
  061-4567890
  091-5678901
  0992-123456
  055-3456789
  +92 42 35761234
  +924235761234
  +92512345678
  0092 51 2345678
  call 5761234
  Call 576-1234
  phone 3576 1234
  Tel: 35761234
  contact 576 12 34
  whatsapp 4561237
  رابطہ 5761234
  Corolla 2008 35761234
  Cuore 5761238
  ۰۳۰۰۱۲۳۴۵۶۷
  ۰۳۰۰ ۱۲۳۴۵۶۷
  ۰۳۰۰-۱۲۳-۴۵۶۷
  ٠٣٠٠١٢٣٤٥٦٧
  ٠٣٠٠ ١٢٣ ٤٥٦٧
  ०३००१२३४५६७
  ０３００１２３４５６７
  0️⃣3️⃣0️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣
  ⓪③⓪⓪①②③④⑤⑥⑦
  𝟬𝟯𝟬𝟬𝟭𝟮𝟯𝟰𝟱𝟲𝟳
  کرولا 2016 رابطہ ۰۳۰۰۱۲۳۴۵۶۷
  فون 0300-1234567
  O3OO-1234567
  O3oo 1234567
  03OO l234567
  o300 i234567
  03 oo 1234567
  zero three zero zero one two three four five six seven
  Zero Three Double Zero One Two Three Four Five Six Seven
  zero-three-zero-zero-1234567
  zero 3 zero 0 one 2 three 4 five 6 seven
  oh three oh oh one two three four five six seven
  zero three triple zero one two three four five six
  zero three hundred 1234567
  zero three hundred twelve thirty four five six seven
  zero three twenty one 1234567
  zerothreezerozeroonetwothreefourfivesixseven
  03zerozero1234567
  Corolla call zero three zero zero 1234567
  three hundred 123 4567
  nine two three zero zero one two three four five six seven
  sifar teen sifar sifar ek do teen char panch chay saat
  sifr teen sifr sifr aik do tin chaar paanch che sat
  zero teen double zero ek do teen chaar paanch chhe saat
  zero teen sau 1234567
  zero teen so 1234567
  sifar teen ikkees 1234567
  zero teen pachas 1234567
  zero teen double zero gyarah bais 567
  صفر تین صفر صفر ایک دو تین چار پانچ چھ سات
  صفر تین صفر صفر ایک دو تین چار پانچ چھے سات
  زیرو تھری زیرو زیرو ون ٹو تھری فور فائیو سکس سیون
  زیرو تین ڈبل زیرو 1234567
  صفر تین سو ۱۲۳۴۵۶۷
  صفر، تین، صفر، صفر، ایک، دو، تین، چار، پانچ، چھ، سات
  صفر تین اکیس 1234567
  صفر تین پینتالیس ایک دو تین چار پانچ چھ سات
  0300 baasath tirsath chausath 5
  0300 bahattar tihattar 123
  0321 chorasi nawasi 123
  0300 barah chauntees chappan saat
  0300 باسٹھ تریسٹھ چونسٹھ ۵
  0300 اکسٹھ بہتر تہتر ۵
  صفر تین اکیس ستاسی اٹھانوے اناسی ۵
  О3ОО1234567
  zero three zero zero wun two three four five six seven
  111 222 333
  UAN 111-222-333
  0800 12345
`)

export const CARS = lines(`
  Corolla 111,222,333
  Civic mobile ke saath 12 1300
  Alto 0800 cc 2012
  Toyota Corolla GLi 2016
  Corolla 2016 1300cc
  Corolla GLi 1.3 2016 92000 km
  Corolla 2016 1300 92000
  Corolla 2016 1300 92000 3850000
  Corolla 2016 2017 model
  Corolla 2012-2015
  Corolla 2012/2013
  Corolla 20122013
  Corolla 03/2016 92000
  Corolla 03-2016 85000 km
  Corolla 12/03/2016 first owner
  Vitz 05 1300 98000
  Vitz 05 1300 9800
  City 03 1300 98000
  City 03 1300 120000
  Civic 03 1600
  Mehran 99 800 150000
  Crown 92 3000 180000
  Toyota 86 2013 2000cc
  Peugeot 206 2008
  Honda Civic 1.8 i-VTEC Oriel 2019
  Civic Oriel 1.8L 2014 in 28 lac
  Price 2850000
  Price 2,850,000
  Price 28,50,000
  Rs 2850000
  Rs. 28,75,550
  PKR 2875550
  2850000 rupees
  2850000 final
  Demand 3875000
  Demand: 38.75 lac
  38.75 lacs
  1.2 crore
  1 crore 20 lac
  12500000
  85000000
  1000000000
  Only 2849999
  28 lac 50 hazar
  sarhe atharah lac
  bees lac pachas hazar
  one owner two door three spare keys
  do number nahi, ek owner
  ek haath chali, char naye tyre, teen saal warranty
  total genuine chaar darwazay
  پہلا مالک، چار نئے ٹائر، دو چابیاں
  قیمت ۲۸۵۰۰۰۰
  قیمت 2850000 روپے
  ۲۰۱۶ ماڈل ۱۳۰۰ سی سی
  ۹۲۰۰۰ کلومیٹر چلی ہوئی
  کرولا ۲۰۱۶ ۱۳۰۰ سی سی ۹۲۰۰۰ کلومیٹر
  اٹھائیس لاکھ پچاس ہزار
  Land Cruiser 300 2022
  Land Cruiser 300 85000000
  Land Cruiser 300 2850000
  Land Cruiser 200 2010 4500cc 150000 km
  Mercedes C 300 9500000
  Mercedes E 350 2014 3500cc
  BMW 320 d 2012 2000cc
  BMW 330 2005 145000
  Lexus RX 350 2018 92000
  Lexus RX 450h 2016 3500cc
  Nissan 370 Z 3700cc
  Chrysler 300 2006 2700
  C 300 2018 150 hp
  Mazda 323 1998 1300
  Mazda RX-8 1300cc 2004
  Audi A4 1.8 TFSI 2016 45,000 km
  Audi e-tron 50 quattro 230 kW 2021
  Prado TX 2700cc 2012 123456 km
  Prado 3000 185000
  Prado 2005 2700 185000 7500000
  Hilux Vigo 3000 2010 240000
  Surf SSR-X 3.0 1996 3000cc 250000km
  Hiace 2800 2021 300 000 km
  Mehran 800 cc 2012 1234567 km
  Bolan 2021 800cc 12 seater
  Suzuki Every 660 cc 5 doors
  Alto VXR 660cc 2020 45000 Islamabad
  0 km Alto 2025
  0 meter Corolla 2024
  zero meter Sportage 2024
  00 km brand new
  Cultus 007 edition 2016 1000cc
  786 Corolla 2016
  LEA-16-1234 Corolla
  LEB 2016 1234
  Reg no LE-1234 of 2016
  ICT 786 registered 2019
  Chassis NZE121-3012345
  NZE121 3012345
  NZE141-6012345 Corolla
  DBA-NZE141-6012345
  SV30-0169266
  SV30 0169266
  AE100-5012345
  JZX100-0012345
  EK9-1012345
  S331V-0012345
  HA36S-123456
  MH34S-201234
  frame number 3012345
  chassis no 0169266
  VIN JTDBR32E030123456
  JHMFD46507S212345
  engine no 2NZ-1234567
  1KD-FTV 3000cc turbo
  engine 4A-FE 1600 1994
  2NZ FE 1300 2007
  150 hp 320 nm 2000cc
  Changan Oshan X7 1500 turbo 2023 5 seater
  MG HS 1.5T 2021 38000 km
  Haval H6 1.5T 2022 25,000 km 82.5 lac
  Tesla Model 3 2021 75 kwh
  Leaf 40 kwh 2019 62 hazar
  Corolla Altis Grande X CVT-i 1.8 Beige Interior 2021
  Honda City 1.2 CVT 2022 15000 km 45 lac
  24/7 available, Sunday only
  9 to 5 Monday to Friday
  DHA Phase 5 house 123 street 45
  Model 2016 register 2017 token 2025
  10/10 condition 100% genuine
  5 new tyres 195/65 R15
  18 inch rims 235/50R18
  4x4 2.4 diesel 2020
  Toyota Corolla X 1.5 2003 import 2006 reg 2007
`)
