/** Why somebody comes through a checkpoint: in its log, and in what happened to a person. */
export const purposes = {
  vi: {
    'purpose.HOME': 'Về nhà',
    'purpose.STAY': 'Đến ở, trở về từ nơi khác',
    'purpose.WORK': 'Đi làm',
    'purpose.GOODS': 'Chở hàng',
    'purpose.SHOPPING': 'Mua nhu yếu phẩm',
    'purpose.MEDICAL': 'Khám, chữa bệnh',
    'purpose.OFFICIAL': 'Công vụ',
    'purpose.OTHER': 'Việc khác',
  },
  en: {
    'purpose.HOME': 'Home',
    'purpose.STAY': 'To stay, or back from elsewhere',
    'purpose.WORK': 'Work',
    'purpose.GOODS': 'Goods',
    'purpose.SHOPPING': 'Shopping',
    'purpose.MEDICAL': 'Medical',
    'purpose.OFFICIAL': 'Official',
    'purpose.OTHER': 'Other',
  },
}
