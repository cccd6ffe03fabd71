"""Where releases go: one module a kind of target.

Every kind offers the same two acts, joined in `dabir.publish.targets.kinds`: `pack` makes the bytes that leave, and
`deliver` hands them over. What is packed once is delivered unchanged at every try, under the same key.
"""
