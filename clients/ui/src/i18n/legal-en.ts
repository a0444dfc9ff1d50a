// The terms of use and the privacy page in English: plain words, no figure that is not measured or
// configured.
export const legalEn = {
  'legal.version': 'Version {version}',
  'terms.title': 'Terms of use',
  'terms.lead': 'Plain rules, so that people who buy and sell here can rely on each other.',
  'terms.what.title': 'What Automart.pk is',
  'terms.what.one':
    'A place where people show their own cars and others find them. The sale is between the two of you: we hold no money and do not inspect the cars.',
  'terms.sell.title': 'If you sell',
  'terms.sell.one': 'Sell only what is yours, or what its owner has asked you to sell.',
  'terms.sell.two':
    'Describe the car as it is: year, mileage, repairs, papers. Use your own photos of this very car.',
  'terms.sell.three':
    'Ask the price you mean. Every change of it stays in the public price history.',
  'terms.sell.four':
    'Mark the car as sold, or close the ad, when it is gone. An ad ends by itself after {adDays} days.',
  'terms.buy.title': 'If you buy',
  'terms.buy.one':
    'See the car before you pay, and match chassis and engine numbers with the papers.',
  'terms.buy.two': 'Never send money to hold a car you have not seen.',
  'terms.buy.three': 'Be fair to the people you deal with.',
  'terms.not.title': 'What does not belong here',
  'terms.not.one':
    'Stolen cars, forged papers, other people’s photos, phone numbers in descriptions, and anything that is not a car. We may take such ads down.',
  'terms.account.title': 'Your account',
  'terms.account.one':
    'It opens with your phone number and a code. Tell nobody the code: we never ask you for it.',
  'terms.change.title': 'When these terms change',
  'terms.change.one': 'We ask you again before you go on, and show the new version here.',
  'privacy.title': 'Privacy',
  'privacy.lead': 'What we keep about you, for how long, and how to leave.',
  'privacy.phone.title': 'Your phone number',
  'privacy.phone.one': 'It is how you sign in. It is stored encrypted and never shown on an ad.',
  'privacy.phone.two':
    'The company that carries our messages gets it, because it has to deliver the code.',
  'privacy.stored.title': 'What we keep, and for how long',
  'privacy.stored.account':
    'Your account: the number, the language, which terms you accepted, whether you want tips and offers, and a name and city if you give them. The name stands on your ads.',
  'privacy.stored.codes':
    'Sign-in codes: only as a fingerprint that cannot be read back. A code works for {codeMinutes} minutes; its record goes about a day later.',
  'privacy.stored.devices':
    'Where you are signed in: the kind of browser or phone and when it was last used. After {sessionDays} days unused you are signed out.',
  'privacy.stored.ads':
    'Ads: what you write, the price and its history. An ad that is sold or over can still be read, with its price history.',
  'privacy.stored.saved':
    'Saved cars: which ads you saved, when, and at what price. Their sellers do not learn of it. Whoever has the link to your list sees the cars but not who you are, until you take the link back.',
  'privacy.stored.reports':
    'Reports: what you report, why, and what you write with it. Only our team sees that it was you. If you leave, your name and your words go; how many people reported stays.',
  'privacy.stored.messages':
    'Messages: what two people write to each other, pictures and voice among it, is seen by those two alone. Only if one of them reports it our team reads it. Whoever leaves takes their words along; that something stood there stays.',
  'privacy.stored.leads':
    'Whom you turned to: which seller, about which ad, when, and your offers. The seller sees the same. Notes are for the one who wrote them.',
  'privacy.stored.reveals':
    'Numbers you looked up: which, of which ad, and when, for {revealDays} days, so that nobody collects numbers.',
  'privacy.stored.news':
    'Notifications and what was sent to you, without its words, for {newsDays} days. A mail address only if you give one; it is stored encrypted and goes when you remove it.',
  'privacy.stored.drafts':
    'Unfinished ads on our side: until {draftDays} days after their last change.',
  'privacy.stored.chassis':
    'Chassis numbers, if you give them: to tell one car from another. They are never shown on an ad.',
  'privacy.stored.photos':
    'Photos: camera data and place are removed on your phone before a photo is sent. Photos that are in no ad go after {strayPhotoDays} days, our larger copy {originalDays} days after the ad is over. The pictures of the ad stay with it.',
  'privacy.device.title': 'On your own device',
  'privacy.device.cookies':
    'Two cookies: one keeps you signed in, the other knows this browser again for a year, so that nobody can ask for codes without end. Two more remember small things: whether you want results as a list, and that this browser has the Urdu letters. None for advertising.',
  'privacy.device.copies':
    'Pages and pictures of cars you have opened, so that you can read them without a connection. The list of cars you opened last is known to this device only. Signing out removes all of it. Changes you made without a connection wait until you are back.',
  'privacy.device.draft':
    'An ad you have begun waits in your browser, with its photos, until you publish it, start over or sign out.',
  'privacy.device.push':
    'If you allow notifications, the maker of your browser passes them on. It cannot read them.',
  'privacy.others.title': 'Who else sees it',
  'privacy.others.one':
    'Everybody can see your ads and the name on them. No data goes to advertisers.',
  'privacy.leave.title': 'How to leave',
  'privacy.leave.one':
    'Close your ads under My ads, and sign out everywhere under Account. Tips and offers can be stopped there at any time.',
  'privacy.leave.two':
    'There is no button yet that deletes the account itself. Until there is one, your number, your name and your ads are kept as described above.',
} as const satisfies Record<string, string>
