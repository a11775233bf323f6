; The Windows setup: for one person, no administrator, one fixed place. facts.nsh holds what changes from build to
; build and is written by src/chibo_installer/windows_setup.py. It ends with 0 done, 1 stopped by the person,
; 2 not done, 3 the program is still open, 4 a newer version is there, 5 this Windows is too old.
!include "facts.nsh"
Target ${TARGET}
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64
CRCCheck force
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"
!include "WinVer.nsh"
!include "x64.nsh"
!include "nsDialogs.nsh"

Name "${TITLE}"
Caption "${TITLE} ${VERSION}${LABEL}"
BrandingText "${TITLE} ${VERSION}${LABEL}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"

!define PROGRAM "${NAME}.exe"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"
!define KIND "ChiboDesktop.Bundle"
!define ENDING ".cbb"
!define DATA "$LOCALAPPDATA\chibo_desktop"
!define SHORTCUT "${TITLE}.lnk"
!define WAITS 30 ; half seconds for a program that is just closing

Var Left ; what the last page of the removal says
Var Box
Var Delete

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
!macro says KEY WORDS
  VIAddVersionKey /LANG=1066 "${KEY}" "${WORDS}"
!macroend
!insertmacro says "ProductName" "${TITLE}"
!insertmacro says "FileDescription" "Bộ cài ${TITLE}${LABEL}"
!insertmacro says "CompanyName" "${NAME}"
!insertmacro says "LegalCopyright" "Apache-2.0"
!insertmacro says "FileVersion" "${VERSION}"
!insertmacro says "ProductVersion" "${VERSION}"

!define MUI_ICON "${FACE}\${NAME}-setup.ico"
!define MUI_UNICON "${FACE}\${NAME}-setup.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${FACE}\side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${FACE}\side.bmp"
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH FitControl
!define MUI_UNWELCOMEFINISHPAGE_BITMAP_STRETCH FitControl
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "Thôi không cài nữa?"

!define MUI_WELCOMEPAGE_TITLE "Cài ${TITLE}"
!define MUI_WELCOMEPAGE_TEXT "Bản ${VERSION}${LABEL}.$\r$\n$\r$\nChương trình chỉ cài cho người đang dùng máy, không cần quyền quản trị, không cần mạng.$\r$\n$\r$\nNếu máy đang có bản cũ: bản mới thay bản cũ, sổ và bản sao lưu giữ nguyên. Đóng chương trình đang mở rồi bấm Cài đặt."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "Đã cài xong"
!define MUI_FINISHPAGE_TEXT "Mở chương trình từ trình đơn Start: ${TITLE}.$\r$\n$\r$\nGói sổ (tệp ${ENDING}) nháy đúp là mở bằng chương trình này."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "&Mở chương trình ngay"
!define MUI_FINISHPAGE_SHOWREADME
!define MUI_FINISHPAGE_SHOWREADME_NOTCHECKED
!define MUI_FINISHPAGE_SHOWREADME_TEXT "Đặt &biểu tượng trên màn hình nền"
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION put_on_desktop
!insertmacro MUI_PAGE_FINISH

UninstPage custom un.ask un.take_answer
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "Đã gỡ xong"
!define MUI_FINISHPAGE_TEXT "$Left"
!insertmacro MUI_UNPAGE_FINISH

!insertmacro MUI_LANGUAGEEX "${LANGUAGE}" "Vietnamese"

; Refuses with a sentence and an exit code; nothing was changed before.
!macro refuse WORDS CODE
  MessageBox MB_OK|MB_ICONEXCLAMATION "${WORDS}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; Waits until no program of the folder is open: a running one cannot be opened for writing.
!macro wait_function UN
Function ${UN}wait_until_closed
  StrCpy $R1 ${WAITS}
  ${Do}
    StrCpy $R0 ""
    ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
      Push "${PROGRAM}"
      Call ${UN}look_whether_open
    ${EndIf}
    ${If} ${FileExists} "$INSTDIR\${CONSOLE}.exe"
      Push "${CONSOLE}.exe"
      Call ${UN}look_whether_open
    ${EndIf}
    ${If} $R0 == ""
      Return
    ${EndIf}
    ${If} $R1 > 0
      DetailPrint "Đang đợi chương trình đóng…"
      IntOp $R1 $R1 - 1
      Sleep 500
    ${Else}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TITLE} đang mở. Hãy đóng cửa sổ chương trình rồi bấm Thử lại." /SD IDCANCEL IDRETRY again
      SetErrorLevel 3
      Quit
      again:
    ${EndIf}
  ${Loop}
FunctionEnd

; Takes a name from the stack; $R0 tells that it is open.
Function ${UN}look_whether_open
  Pop $R2
  ClearErrors
  FileOpen $R3 "$INSTDIR\$R2" a
  ${If} ${Errors}
    StrCpy $R0 "$R2"
  ${Else}
    FileClose $R3
  ${EndIf}
FunctionEnd
!macroend
!insertmacro wait_function ""
!insertmacro wait_function "un."

Function .onInit
  StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastBuild} 17763
    !insertmacro refuse "Chương trình cần Windows 10 bản 1809 trở lên, loại 64 bit. Máy này không cài được." 5
  ${EndIf}
  ReadRegStr $R0 HKCU "${UNINSTALL}" "Numbers"
  ${If} $R0 != ""
    ${VersionCompare} "${NUMBERS}" "$R0" $R1
    ${GetParameters} $R2
    ClearErrors
    ${GetOptions} $R2 "/BACK" $R3
    ${If} ${Errors}
    ${AndIf} $R1 == 2
      ReadRegStr $R0 HKCU "${UNINSTALL}" "DisplayVersion"
      !insertmacro refuse "Máy đang có bản $R0, mới hơn bản ${VERSION} này. Không cài để khỏi mất phần mới; hãy xóa bộ cài cũ." 4
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  Call wait_until_closed
  DetailPrint "Đang cài, mất chừng một phút…"
  SetDetailsPrint none ; names of files tell people nothing
  ${If} ${FileExists} "$INSTDIR.old\${PROGRAM}"
  ${AndIfNot} ${FileExists} "$INSTDIR\installer\*.exe"
    ; the power went while the last setup filled the folder: the whole one comes back first
    RMDir /r "$INSTDIR"
    Rename "$INSTDIR.old" "$INSTDIR"
  ${EndIf}
  RMDir /r "$INSTDIR.old"
  ${If} ${FileExists} "$INSTDIR\*.*"
    ; the old folder leaves whole: no module of it stays beside the new ones, and it can come back
    ClearErrors
    Rename "$INSTDIR" "$INSTDIR.old"
    ${If} ${Errors}
      !insertmacro refuse "Thư mục chương trình đang bị giữ. Hãy đóng mọi cửa sổ đang mở thư mục ấy rồi cài lại." 3
    ${EndIf}
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}\*.*"
  File "${FACE}\${NAME}-bundle.ico"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  Call tell_windows
  Call keep_setups ; last: the setup in its folder says that everything else is there
  RMDir /r "$INSTDIR.old"
SectionEnd

Function .onInstFailed
  ${If} ${FileExists} "$INSTDIR.old\${PROGRAM}"
    SetOutPath "$TEMP"
    RMDir /r "$INSTDIR"
    Rename "$INSTDIR.old" "$INSTDIR"
  ${EndIf}
FunctionEnd

; Keeps this setup, and the one of the version it replaces: the way back.
Function keep_setups
  ${If} ${FileExists} "$INSTDIR.old\installer\${SETUP}"
    Rename "$INSTDIR.old\previous" "$INSTDIR\previous"
  ${ElseIf} ${FileExists} "$INSTDIR.old\installer\*.exe"
    Rename "$INSTDIR.old\installer" "$INSTDIR\previous"
  ${EndIf}
  CreateDirectory "$INSTDIR\installer"
  ${If} ${FileExists} "$EXEPATH.release"
    CopyFiles /SILENT /FILESONLY "$EXEPATH.release" "$INSTDIR\installer\${SETUP}.release"
  ${EndIf}
  CopyFiles /SILENT /FILESONLY "$EXEPATH" "$INSTDIR\installer\${SETUP}"
FunctionEnd

Function tell_windows
  ; shortcuts start where this stands: a program whose folder is held open cannot be replaced
  SetOutPath "$PROFILE"
  CreateShortcut "$SMPROGRAMS\${SHORTCUT}" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${CLASSES}\${ENDING}" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "Gói sổ sinh hoạt chi bộ"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\${NAME}-bundle.ico"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}${LABEL}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Numbers" "${NUMBERS}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  Call tell_of_kinds
FunctionEnd

!macro kinds_function UN
Function ${UN}tell_of_kinds
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)" ; SHCNE_ASSOCCHANGED
FunctionEnd
!macroend
!insertmacro kinds_function ""
!insertmacro kinds_function "un."

Function put_on_desktop
  CreateShortcut "$DESKTOP\${SHORTCUT}" "$INSTDIR\${PROGRAM}"
FunctionEnd

Function un.onInit
  StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
  StrCpy $Delete ""
  StrCpy $Left "Sổ và bản sao lưu vẫn ở lại trên máy, trong thư mục:$\r$\n${DATA}"
FunctionEnd

Function un.ask
  !insertmacro MUI_HEADER_TEXT "Gỡ ${TITLE}" "Chương trình sẽ được gỡ khỏi máy của người đang dùng."
  nsDialogs::Create 1018
  Pop $R0
  ${NSD_CreateLabel} 0 0 100% 36u "Sổ và bản sao lưu ở lại trên máy, trong thư mục ${DATA}. Cài lại chương trình là mở được như cũ."
  Pop $R0
  ${NSD_CreateCheckbox} 0 44u 100% 12u "&Xóa luôn cả sổ và bản sao lưu trong thư mục ấy"
  Pop $Box
  ${NSD_CreateLabel} 12u 58u 95% 24u "Đã xóa thì không lấy lại được. Sổ để ở thư mục khác hoặc trên USB không bị đụng đến."
  Pop $R0
  nsDialogs::Show
FunctionEnd

Function un.take_answer
  ${NSD_GetState} $Box $R0
  ${If} $R0 == ${BST_CHECKED}
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "Xóa hẳn sổ và bản sao lưu trên máy này? Không lấy lại được." /SD IDNO IDYES delete
    Abort
    delete:
    StrCpy $Delete "yes"
    StrCpy $Left "Chương trình, sổ và bản sao lưu đã được xóa khỏi máy này."
  ${EndIf}
FunctionEnd

Section un.program
  Call un.wait_until_closed
  DetailPrint "Đang gỡ…"
  SetDetailsPrint none
  SetOutPath "$TEMP"
  ReadRegStr $R0 HKCU "${CLASSES}\${ENDING}" ""
  ${If} $R0 == "${KIND}"
    DeleteRegKey HKCU "${CLASSES}\${ENDING}"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  Call un.tell_of_kinds
  Delete "$SMPROGRAMS\${SHORTCUT}"
  Delete "$DESKTOP\${SHORTCUT}"
  RMDir /r "$INSTDIR"
  RMDir /r "$INSTDIR.old"
  DeleteRegKey HKCU "${UNINSTALL}"
  ${If} $Delete == "yes"
    RMDir /r "${DATA}"
    RMDir /r "$APPDATA\chibo_desktop" ; the mark of this machine
  ${EndIf}
SectionEnd
