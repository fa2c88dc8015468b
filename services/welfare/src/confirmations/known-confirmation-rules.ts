export interface KnownConfirmationRule {
  programme: string
  required: boolean
  validDays: number
  /** Read in a source, or carried over from what a source says of another year or place. */
  verified: boolean
  source: string
}

/**
 * Which programmes ask for the other ward's confirmation, as far as a source says so. A city that pays without distinguishing
 * permanent from temporary residence, as Ho Chi Minh City did in 2021, is a version with `required: false`.
 */
export const knownConfirmationRules: KnownConfirmationRule[] = [
  {
    programme: 'NQ68-FREELANCE',
    required: true,
    validDays: 30,
    verified: false,
    source:
      'Theo tiền lệ năm 2020 (Nghị quyết 42/NQ-CP, Quyết định 15/2020/QĐ-TTg: thường trú và tạm trú ở hai nơi thì phải có xác nhận của nơi kia); quy định của Hà Nội năm 2021 và thời hạn 30 ngày chưa đối chiếu',
  },
]
