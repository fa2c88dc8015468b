import { defineMessages } from '@vungxanh/remote'

export const messages = defineMessages('identity-posts', {
  vi: {
    posts: 'Vị trí công tác',
    postsText: 'Quyền gắn với vị trí, không gắn với người. Giao vị trí cho ai ở trang của tài khoản đó.',
    title: 'Tên vị trí',
    holders: 'Đang giữ',
    vacant: 'Chưa có người giữ',
    noPosts: 'Đơn vị chưa lập vị trí nào.',
    create: 'Lập vị trí',
    created: 'Đã lập vị trí “{title}”',
    organisationHint: 'Ví dụ: Uỷ ban nhân dân phường Giang Biên',
  },
  en: {
    posts: 'Posts',
    postsText: 'Rights belong to a post, not to a person. A post is given to somebody on the page of their account.',
    title: 'Title of the post',
    holders: 'Held by',
    vacant: 'Nobody holds it',
    noPosts: 'The unit has no posts yet.',
    create: 'Create a post',
    created: 'The post “{title}” is created',
    organisationHint: 'For example: People’s Committee of Giang Biên ward',
  },
})
