// Cars none of which has an engine of more than 2.7 litres, by make or make and model: with one of
// them "4.5" is a price in lacs. Data.
export const SMALL_ENGINES: ReadonlySet<string> = new Set([
  ...['suzuki', 'daihatsu', 'proton', 'mg', 'changan'],
  ...['honda/civic', 'honda/city', 'honda/vezel', 'honda/fit', 'honda/br-v', 'honda/hr-v'],
  ...['toyota/corolla', 'toyota/corolla-axio', 'toyota/yaris', 'toyota/vitz', 'toyota/passo'],
  ...['toyota/aqua', 'toyota/prius', 'toyota/premio', 'hyundai/santro', 'hyundai/elantra'],
  ...['kia/picanto', 'nissan/dayz', 'nissan/sunny', 'mitsubishi/lancer', 'mitsubishi/ek-wagon'],
])
