import { doReadNumber, ReadingConfig } from 'read-vietnamese-number'

/** `184500000` → `một trăm tám mươi tư triệu năm trăm nghìn đồng`, as receipts and reports write it. */
export function amountInWords(amount: number): string {
  const config = new ReadingConfig()
  config.unit = ['đồng']
  return doReadNumber(String(amount), config)
}
