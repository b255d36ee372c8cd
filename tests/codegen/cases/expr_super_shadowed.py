# SPDX-License-Identifier: MIT
#: a module that has a super of its own
class A:
    def m(self):
        super().m()
        return super(A, self).x
def super():
    pass
