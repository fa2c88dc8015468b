import { type Context, requireInScope } from '@vungxanh/subgraph'
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { AdminUnit, ResidentialGroup } from '../references.ts'
import { Organisation } from './organisation.ts'
import { Post } from './post.ts'

@Resolver(() => Organisation)
export class OrganisationResolver {
  @Query(() => [Organisation], {
    description: 'Cơ quan, tổ chức có trong sổ của đơn vị: của chính đơn vị trước, rồi cơ quan của cấp khác.',
  })
  organisations(@Arg('unit', () => ID) unit: string, @Ctx() context: Context): Promise<Organisation[]> {
    requireInScope(unit, context)
    return context.em.find(
      Organisation,
      { unitCode: unit },
      { orderBy: [{ ofUnit: 'desc' }, { name: 'asc' }, { id: 'asc' }] },
    )
  }

  @FieldResolver(() => AdminUnit, {
    nullable: true,
    description: 'Đơn vị có cơ quan này; trống với cơ quan của cấp khác, chỉ được biết qua văn bản.',
  })
  unit(@Root() organisation: Organisation): AdminUnit | null {
    return organisation.ofUnit ? new AdminUnit(organisation.unitCode) : null
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Cơ quan chủ quản; trống khi chưa ghi.' })
  async parent(@Root() organisation: Organisation): Promise<Organisation | null> {
    return organisation.parent ? organisation.parent.loadOrFail() : null
  }

  @FieldResolver(() => ResidentialGroup, {
    nullable: true,
    description: 'Tổ dân phố mà tổ chức phụ trách; trống khi phụ trách cả đơn vị.',
  })
  residentialGroup(@Root() organisation: Organisation): ResidentialGroup | null {
    return organisation.residentialGroupId ? new ResidentialGroup(organisation.residentialGroupId) : null
  }

  @FieldResolver(() => [Post], { nullable: true, description: 'Các chức danh của cơ quan.' })
  posts(@Root() organisation: Organisation): Promise<Post[]> {
    return organisation.posts.loadItems()
  }
}

@Resolver(() => Post)
export class PostResolver {
  @Query(() => [Post], { description: 'Các chức danh trong cơ quan, tổ chức của đơn vị.' })
  posts(@Arg('unit', () => ID) unit: string, @Ctx() context: Context): Promise<Post[]> {
    requireInScope(unit, context)
    return context.em.find(
      Post,
      { unitCode: unit },
      { orderBy: [{ organisation: { name: 'asc' } }, { title: 'asc' }, { id: 'asc' }] },
    )
  }

  @FieldResolver(() => Organisation)
  organisation(@Root() post: Post): Promise<Organisation> {
    return post.organisation.loadOrFail()
  }
}
