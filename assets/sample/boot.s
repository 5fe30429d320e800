# The boot program of the sample image: BIOS, El Torito without emulation, loaded at 0000:7C00.
# It prints two lines and waits for ever.
    .code16
    .globl _start
_start:
    ljmp $0, $begin
begin:
    xorw %ax, %ax
    movw %ax, %ds
    movw $message, %si
next:
    lodsb
    testb %al, %al
    jz done
    movb $0x0e, %ah
    movw $0x0007, %bx
    int $0x10
    jmp next
done:
    hlt
    jmp done
message:
    .ascii "This disc was burned with Burnish, and it boots.\r\n"
    .asciz "Remove it and press reset to start your computer.\r\n"
