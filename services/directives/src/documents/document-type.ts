import { registerEnumType } from 'type-graphql'

export enum NumberingRegime {
  STATE = 'STATE',
  PARTY = 'PARTY',
  FRONT = 'FRONT',
}
registerEnumType(NumberingRegime, {
  name: 'NumberingRegime',
  description:
    'Cách đánh số. STATE: Nhà nước, số chạy theo năm (Nghị định 30/2020/NĐ-CP). PARTY: Đảng, số chạy theo nhiệm kỳ (Hướng dẫn 36-HD/VPTW). FRONT: Mặt trận Tổ quốc.',
})

export enum DocumentType {
  NGHI_QUYET = 'NGHI_QUYET',
  QUYET_DINH = 'QUYET_DINH',
  CHI_THI = 'CHI_THI',
  QUY_CHE = 'QUY_CHE',
  QUY_DINH = 'QUY_DINH',
  THONG_CAO = 'THONG_CAO',
  THONG_BAO = 'THONG_BAO',
  HUONG_DAN = 'HUONG_DAN',
  CHUONG_TRINH = 'CHUONG_TRINH',
  KE_HOACH = 'KE_HOACH',
  PHUONG_AN = 'PHUONG_AN',
  DE_AN = 'DE_AN',
  DU_AN = 'DU_AN',
  BAO_CAO = 'BAO_CAO',
  BIEN_BAN = 'BIEN_BAN',
  TO_TRINH = 'TO_TRINH',
  HOP_DONG = 'HOP_DONG',
  CONG_VAN = 'CONG_VAN',
  CONG_DIEN = 'CONG_DIEN',
  BAN_GHI_NHO = 'BAN_GHI_NHO',
  BAN_THOA_THUAN = 'BAN_THOA_THUAN',
  GIAY_UY_QUYEN = 'GIAY_UY_QUYEN',
  GIAY_MOI = 'GIAY_MOI',
  GIAY_GIOI_THIEU = 'GIAY_GIOI_THIEU',
  GIAY_NGHI_PHEP = 'GIAY_NGHI_PHEP',
  PHIEU_GUI = 'PHIEU_GUI',
  PHIEU_CHUYEN = 'PHIEU_CHUYEN',
  PHIEU_BAO = 'PHIEU_BAO',
  THU_CONG = 'THU_CONG',
  KET_LUAN = 'KET_LUAN',
  THONG_TRI = 'THONG_TRI',
  NGHI_DINH = 'NGHI_DINH',
  THONG_TU = 'THONG_TU',
  VAN_BAN_KHAC = 'VAN_BAN_KHAC',
}
registerEnumType(DocumentType, {
  name: 'DocumentType',
  description: 'Loại văn bản. VAN_BAN_KHAC: ký hiệu không cho biết loại.',
})

export const documentTypeNames: Record<DocumentType, string> = {
  NGHI_QUYET: 'Nghị quyết',
  QUYET_DINH: 'Quyết định',
  CHI_THI: 'Chỉ thị',
  QUY_CHE: 'Quy chế',
  QUY_DINH: 'Quy định',
  THONG_CAO: 'Thông cáo',
  THONG_BAO: 'Thông báo',
  HUONG_DAN: 'Hướng dẫn',
  CHUONG_TRINH: 'Chương trình',
  KE_HOACH: 'Kế hoạch',
  PHUONG_AN: 'Phương án',
  DE_AN: 'Đề án',
  DU_AN: 'Dự án',
  BAO_CAO: 'Báo cáo',
  BIEN_BAN: 'Biên bản',
  TO_TRINH: 'Tờ trình',
  HOP_DONG: 'Hợp đồng',
  CONG_VAN: 'Công văn',
  CONG_DIEN: 'Công điện',
  BAN_GHI_NHO: 'Bản ghi nhớ',
  BAN_THOA_THUAN: 'Bản thỏa thuận',
  GIAY_UY_QUYEN: 'Giấy ủy quyền',
  GIAY_MOI: 'Giấy mời',
  GIAY_GIOI_THIEU: 'Giấy giới thiệu',
  GIAY_NGHI_PHEP: 'Giấy nghỉ phép',
  PHIEU_GUI: 'Phiếu gửi',
  PHIEU_CHUYEN: 'Phiếu chuyển',
  PHIEU_BAO: 'Phiếu báo',
  THU_CONG: 'Thư công',
  KET_LUAN: 'Kết luận',
  THONG_TRI: 'Thông tri',
  NGHI_DINH: 'Nghị định',
  THONG_TU: 'Thông tư',
  VAN_BAN_KHAC: 'Văn bản',
}

/** Type codes as symbols carry them, with where they were read. What is not verified is shown as such (`typeVerified`). */
interface TypeCodes {
  source: string
  verified: boolean
  codes: Record<string, DocumentType>
}

const T = DocumentType

/** Codes of symbols whose number stands before a slash. */
export const slashTypeCodes: TypeCodes[] = [
  {
    source: 'Nghị định 30/2020/NĐ-CP ngày 05/3/2020, Phụ lục III',
    verified: true,
    codes: {
      NQ: T.NGHI_QUYET,
      QĐ: T.QUYET_DINH,
      CT: T.CHI_THI,
      QC: T.QUY_CHE,
      QyĐ: T.QUY_DINH,
      TC: T.THONG_CAO,
      TB: T.THONG_BAO,
      HD: T.HUONG_DAN,
      CTr: T.CHUONG_TRINH,
      KH: T.KE_HOACH,
      PA: T.PHUONG_AN,
      ĐA: T.DE_AN,
      DA: T.DU_AN,
      BC: T.BAO_CAO,
      BB: T.BIEN_BAN,
      TTr: T.TO_TRINH,
      HĐ: T.HOP_DONG,
      CĐ: T.CONG_DIEN,
      BGN: T.BAN_GHI_NHO,
      BTT: T.BAN_THOA_THUAN,
      GUQ: T.GIAY_UY_QUYEN,
      GM: T.GIAY_MOI,
      GGT: T.GIAY_GIOI_THIEU,
      GNP: T.GIAY_NGHI_PHEP,
      PG: T.PHIEU_GUI,
      PC: T.PHIEU_CHUYEN,
      PB: T.PHIEU_BAO,
    },
  },
  {
    source: 'Văn bản quy phạm pháp luật và cách viết thường gặp; chưa đối chiếu văn bản gốc',
    verified: false,
    codes: { NĐ: T.NGHI_DINH, TT: T.THONG_TU, CV: T.CONG_VAN },
  },
]

/** Codes of symbols whose number stands before a hyphen. */
export const hyphenTypeCodes: TypeCodes[] = [
  {
    source: 'Ký hiệu của các văn bản Đảng đã đọc: 54-NQ/ĐU, 06-CT/TU, 100-CV/ĐU, 36-HD/VPTW, 66-QĐ/TW',
    verified: true,
    codes: { NQ: T.NGHI_QUYET, CT: T.CHI_THI, CV: T.CONG_VAN, HD: T.HUONG_DAN, QĐ: T.QUYET_DINH },
  },
  {
    source: 'Hướng dẫn 36-HD/VPTW năm 2018; mã loại chưa đối chiếu văn bản gốc',
    verified: false,
    codes: {
      KL: T.KET_LUAN,
      TT: T.THONG_TRI,
      QĐi: T.QUY_DINH,
      QC: T.QUY_CHE,
      TB: T.THONG_BAO,
      TC: T.THONG_CAO,
      BC: T.BAO_CAO,
      KH: T.KE_HOACH,
      CTr: T.CHUONG_TRINH,
      ĐA: T.DE_AN,
      PA: T.PHUONG_AN,
      DA: T.DU_AN,
      TTr: T.TO_TRINH,
      BB: T.BIEN_BAN,
    },
  },
]
