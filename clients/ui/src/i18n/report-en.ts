// Reporting an ad or a person in English.
export const reportEn = {
  'report.ad': 'Report this ad',
  'report.seller': 'Report this seller',
  'report.close': 'Close',
  'report.ad.title': 'What is wrong with this ad?',
  'report.seller.title': 'What is wrong with this seller?',
  'report.private': 'The seller is not told who reported.',
  'report.sold': 'The car is already sold',
  'report.wrong-price': 'The price is not the real price',
  'report.fraud': 'It looks like a fraud, or money is asked in advance',
  'report.duplicate': 'The same car is listed more than once',
  'report.offensive': 'Rude or offensive words or photos',
  'report.wrong-details': 'The details or photos are of another car',
  'report.other': 'Something else',
  'report.text': 'Tell us more',
  'report.optional': '(you can leave this empty)',
  'report.send': 'Send report',
  'report.sending': 'Sending…',
  'report.choose': 'Choose what is wrong first.',
  'report.done.title': 'Thank you for telling us',
  'report.done.ad':
    'You will not see this ad in your results any more. When enough people report the same thing, our team looks into it.',
  'report.done.seller':
    'When enough people report the same thing about a seller, our team looks into it.',
  'report.done.careful': 'If you have already paid someone, tell your bank and the police today.',
  'report.done.way': 'Look at other cars',
} as const
